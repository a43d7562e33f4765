import { setTimeout as delay } from 'node:timers/promises';
import { orStopped } from '../domain/kernel/or-stopped.ts';
import type { Outage } from '../domain/kernel/outage.ts';
import { causeOf, outcomeOf } from './outcome.ts';

/** How to ask for something without which the app is of no use. */
interface Persistence {
  /** Begins when Slack does not answer, and is over when it does. */
  outage: Outage;
  /** What the matter is, for whoever runs the app. */
  explain(error: unknown): string;
  /** Whether asking again is of no use. */
  isFinal(error: unknown): boolean;
  stop: AbortSignal;
}

/** Asks until Slack answers, however long it is away. @throws what is final, explained; and when it is stopped. */
export async function untilAnswered<T>(
  ask: () => Promise<T>,
  { outage, explain, isFinal, stop }: Persistence,
  firstPauseMs = 0,
): Promise<T> {
  let pauseMs = firstPauseMs;
  for (let failed = 1; ; failed++) {
    if (pauseMs > 0) await delay(pauseMs, undefined, { signal: stop });
    stop.throwIfAborted();
    try {
      const answer = await orStopped(ask(), stop);
      outage.over();
      return answer;
    } catch (error) {
      stop.throwIfAborted();
      if (isFinal(error)) throw new Error(explain(error), { cause: error });
      outage.begun(explain(error), causeOf(error));
      pauseMs = Math.max(pauseAfter(failed), slowedDownMs(error));
    }
  }
}

/** Milliseconds: a quarter of a second after the first failure, doubled with each, half a minute at most. */
function pauseAfter(failures: number): number {
  return Math.min(30_000, 125 * 2 ** failures);
}

/** As Slack asks for it, a minute at most: it is asked for a reason that may be gone by then. */
function slowedDownMs(error: unknown): number {
  const outcome = outcomeOf(error);
  return outcome.kind === 'slow_down' ? Math.min(60, outcome.seconds) * 1000 : 0;
}
