import { isBlocked } from '../blocks/is-blocked.ts';
import { claimed } from '../conversation/claim.ts';
import { type Reply, replyIn, type Stay, withLine } from '../conversation/line.ts';
import { withoutText } from '../conversation/tell.ts';
import type { Call } from '../kernel/context.ts';
import { type Denial, denyPerson } from '../policy/judge.ts';
import type { Applied } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { stayOf } from './obstacle.ts';
import { noteStay } from './refused-reply.ts';
import { replyModeIn } from './reply-mode.ts';

export type Decision = 'send' | 'keep' | 'undo';

/**
 * - goes, kept: as was wished.
 * - stayed: it was kept in Slack before.
 * - too_late: it is on its way, or what came of it is known already.
 * - forgotten: its text is not kept any more.
 * - off: nothing goes out from this place any more.
 * - not_yours, not_found: nothing was changed, as after a denial.
 */
export type Decided =
  | Denial
  | { kind: 'goes' | 'kept' | 'stayed' | 'too_late' | 'forgotten' | 'off' | 'not_yours' | 'not_found' }
  | { kind: 'stays'; why: Stay; reachOut: ReachOut; reply: Reply };

/** Decides on a reply that its writer was asked about, or takes back one that waits. Only its writer can. */
export async function decideReply({
  ctx,
  input: { id, replyId, userId, decision },
}: Call<{ id: string; replyId: string; userId: string; decision: Decision }>): Promise<Decided> {
  let isListed = false;
  if (decision === 'send') {
    const found = await ctx.reachOuts.find(id);
    isListed = found !== undefined && (await isBlocked(ctx, found));
    if (found && (await replyModeIn(ctx, found.placeId)) === 'off') return { kind: 'off' };
    const denial = await denyPerson(ctx, userId, id);
    if (denial) return denial;
  }
  const now = ctx.clock.now();
  let result: Decided = { kind: 'not_found' };
  await ctx.reachOuts.change(
    id,
    (reachOut) => {
      const decided = settle(reachOut, { replyId, userId, decision, isListed }, now);
      result = decided.result;
      if (!decided.reply) return undefined;
      const { reply } = decided;
      const from = reply.state === 'waiting' ? claimed(reachOut, userId) : reachOut;
      const action = reply.state === 'waiting' ? 'reply_confirmed' : 'reply_kept';
      return {
        reachOut: { ...from, lines: withLine(from.lines, replyId, () => reply) },
        entries: [{ actor: ctx.actor, action, detail: { reply: replyId } }],
      } satisfies Applied;
    },
    replyId,
  );
  await noteStay(ctx, { id, replyId }, result);
  return result;
}

interface Deciding {
  replyId: string;
  userId: string;
  decision: Decision;
  /** The do-not-contact list has the customer's number. */
  isListed: boolean;
}

/** What comes of it, and the reply as it is then where that changes it. */
function settle(
  reachOut: ReachOut,
  { replyId, userId, decision, isListed }: Deciding,
  now: Date,
): { result: Decided; reply?: Reply } {
  const reply = replyIn(reachOut.lines, replyId);
  if (!reply) return { result: { kind: 'not_found' } };
  if (reply.by !== userId) return { result: { kind: 'not_yours' } };
  const { state, text } = reply;
  if ((state === 'waiting' || state === 'asked') && decision !== 'send')
    return { result: { kind: 'kept' }, reply: withoutText({ ...reply, state: 'kept' }) };
  if (state === 'kept') return { result: { kind: decision === 'send' ? 'stayed' : 'kept' } };
  if (state !== 'asked') return { result: { kind: 'too_late' } };
  if (text === undefined) return { result: { kind: 'forgotten' } };
  const why = stayOf(reachOut, text, now, isListed);
  if (why) return { result: { kind: 'stays', why, reachOut, reply } };
  const goesAt = now.toISOString();
  return { result: { kind: 'goes' }, reply: { ...reply, state: 'waiting', sendAt: goesAt, goesAt } };
}
