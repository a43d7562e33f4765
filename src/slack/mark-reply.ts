import type { WebClient } from '@slack/web-api';
import { replyIn } from '../domain/conversation/line.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { threadRoot } from '../domain/thread/plan.ts';
import type { PostOutcome } from '../domain/thread/poster.ts';
import { replyTroubleText } from '../views/sentences/reply.ts';
import { slackErrorOf } from './outcome.ts';
import type { Settle } from './settle.ts';

/** Emoji at a message: 📮 Amazon Connect has it, ⚠️ it was not sent, or nobody knows. */
const MARKS = { accepted: 'postbox', trouble: 'warning' };

const GONE: PostOutcome = { kind: 'gone', error: 'message_not_found' };

/** With another call after it, shorter than a lease. */
const CALLS_MS = 3_000;

/** What took too long is there by now, or soon: another time does the rest. */
const ANOTHER_TIME: PostOutcome = { kind: 'unknown' };

/** Shows at its message what came of a reply, and tells its writer privately where that is not enough. */
export async function markReply(
  client: WebClient,
  settle: Settle,
  reachOut: ReachOut,
  replyId: string,
): Promise<PostOutcome> {
  const reply = replyIn(reachOut.lines, replyId);
  if (!reply) return GONE;
  const began = performance.now();
  const isLate = () => performance.now() - began > CALLS_MS;
  const trouble = replyTroubleText(reply);
  const name = trouble ? MARKS.trouble : MARKS.accepted;
  const { placeId: channel = reachOut.placeId, ts: timestamp } = reply.source ?? {};
  const marked = timestamp
    ? await settle(reachOut, 'mark a reply', async () => {
        await client.reactions.add({ channel, timestamp, name }).catch(unlessThere);
        return { ts: timestamp };
      })
    : GONE;
  if (!trouble || marked.kind === 'slow_down') return marked;
  if (isLate()) return ANOTHER_TIME;
  const thread_ts = threadRoot(reachOut);
  const told = await settle(reachOut, 'tell of a reply', async () => {
    const { message_ts } = await client.chat.postEphemeral({
      ...{ channel, user: reply.by, text: trouble },
      ...(thread_ts && { thread_ts }),
    });
    return message_ts ? { ts: message_ts } : {};
  });
  if (told.kind !== 'impossible') return told;
  if (isLate()) return ANOTHER_TIME;
  // Where nothing can be said privately, a direct message says it.
  return settle(reachOut, 'tell of a reply directly', () =>
    client.chat.postMessage({ channel: reply.by, text: trouble }),
  );
}

function unlessThere(error: unknown): void {
  if (slackErrorOf(error) !== 'already_reacted') throw error;
}
