import { setTimeout as delay } from 'node:timers/promises';
import type { Outage } from '../../domain/kernel/outage.ts';
import { causeOf } from '../outcome.ts';
import { explainQueue, type QueueAction } from './queue-faults.ts';

/** Between two calls of a queue that answers with errors, growing. */
const PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 5_000;

/** One call of a queue. A failure is told by its outage, unless all is to stop, and is answered with undefined. */
export async function trying<T>(
  action: QueueAction,
  { outage, stop }: { outage: Outage; stop: AbortSignal },
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    const answer = await call();
    outage.over();
    return answer;
  } catch (error) {
    if (!stop.aborted) outage.begun(explainQueue(action, error), { action, ...causeOf(error) });
    return undefined;
  }
}

/** At once after a success, and when all is to stop. */
export async function pauseAfter(failures: number, stop: AbortSignal): Promise<void> {
  const pauseMs = Math.min(MOST_PAUSE_MS, PAUSE_MS * failures);
  if (pauseMs > 0) await delay(pauseMs, undefined, { signal: stop }).catch(() => {});
}
