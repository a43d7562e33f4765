import { setTimeout as delay } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../domain/kernel/log.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { FindOutcome, PostOutcome } from '../domain/thread/poster.ts';
import { causeOf, outcomeOf, slackErrorOf } from './outcome.ts';

/** With a post before it, shorter than a lease. */
const CHECK_MS = 3_000;

/** One call to Slack, and what became of it; the action is for the log, the root that of the thread posted to. */
export type Settle = (
  reachOut: Pick<ReachOut, 'id' | 'placeId' | 'threadTs'>,
  action: string,
  call: () => Promise<Answer>,
  root?: string,
) => Promise<PostOutcome>;

interface Answer {
  ts?: string;
  /** Where a message stands; the direct message's own id when it was addressed to a person. */
  channel?: string;
  message?: object;
}

export function createSettle(client: WebClient, log: Log): Settle {
  return async (reachOut, action, call, root) => {
    try {
      const { ts, channel = reachOut.placeId, message } = await call();
      if (!ts) return { kind: 'unknown' };
      const thread = (message as { thread_ts?: string | null } | undefined)?.thread_ts ?? ts;
      const mayBeLoose = root !== undefined && message !== undefined && thread === ts;
      const isLoose = mayBeLoose && (await standsInPlace(client, channel, ts, root === reachOut.threadTs));
      return { kind: isLoose ? 'loose' : 'posted', ts, placeId: channel };
    } catch (error) {
      const outcome = outcomeOf(error);
      const level = outcome.kind === 'unfit' ? 'error' : 'warn';
      log[level]({ reachOutId: reachOut.id, action, ...outcome, ...causeOf(error) }, 'Slack call failed');
      return outcome;
    }
  };
}

/** What a look for messages says; `about` it for the log. */
export async function settleFind(
  log: Log,
  about: { [key: string]: string },
  find: () => Promise<FindOutcome>,
): Promise<FindOutcome> {
  try {
    return await find();
  } catch (error) {
    const outcome = outcomeOf(error);
    log.warn({ ...about, ...outcome, ...causeOf(error) }, 'Slack call failed');
    // Where messages cannot be read at all, waiting would not help: better one told twice than not at all.
    return slackErrorOf(error) && outcome.kind !== 'unknown' && outcome.kind !== 'slow_down'
      ? { kind: 'looked', found: [], loose: [] }
      : { kind: 'not_known' };
  }
}

/**
 * Whether a message that was to be a reply stands in the place itself. Slack posts it there where the head of
 * its thread is gone, and answers without thread_ts; as a new card hangs on that, the place is asked as well.
 * Where it can't be read: that a card of ours is gone shows at its next edit, of another's message it doesn't.
 */
async function standsInPlace(
  client: WebClient,
  channel: string,
  ts: string,
  otherwise: boolean,
): Promise<boolean> {
  const one = { channel, oldest: ts, latest: ts, inclusive: true, limit: 1 };
  const asked = client.conversations
    .history(one)
    .then(({ messages = [] }) => messages.some((message) => message.ts === ts && !message.thread_ts))
    .catch(() => otherwise);
  return Promise.race([asked, delay(CHECK_MS, otherwise, { ref: false })]);
}
