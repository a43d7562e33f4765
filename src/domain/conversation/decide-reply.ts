import type { Call } from '../kernel/context.ts';
import type { Applied } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { claimed } from './claim.ts';
import { isReply, type Reply, type Stay, withLine } from './line.ts';
import { stayOf } from './offer.ts';
import { withoutText } from './tell.ts';

export type Decision = 'send' | 'keep' | 'undo';

/**
 * - goes, kept: as was wished.
 * - too_late: it is on its way, or what came of it is known already.
 * - forgotten: its text is not kept any more.
 * - not_yours, not_found: nothing was changed.
 */
export type Decided =
  | { kind: 'goes' | 'kept' | 'too_late' | 'forgotten' | 'not_yours' | 'not_found' }
  | { kind: 'stays'; why: Stay; text: string };

/** Decides on a reply that its writer was asked about, or takes back one that waits. Only its writer can. */
export async function decideReply({
  ctx,
  input: { id, replyId, userId, decision },
}: Call<{ id: string; replyId: string; userId: string; decision: Decision }>): Promise<Decided> {
  const now = ctx.clock.now();
  let result: Decided = { kind: 'not_found' };
  await ctx.reachOuts.change(
    id,
    (reachOut) => {
      const reply = reachOut.lines.filter(isReply).find((line) => line.id === replyId);
      if (!reply) return undefined;
      const keep = (): Applied => {
        result = { kind: 'kept' };
        return change(reachOut, withoutText({ ...reply, state: 'kept' }));
      };
      if (reply.by !== userId) {
        result = { kind: 'not_yours' };
        return undefined;
      }
      const mayUndo = reply.state === 'waiting' && decision === 'undo';
      if (mayUndo || (reply.state === 'asked' && decision === 'keep')) return keep();
      if (reply.state !== 'asked') {
        result = { kind: reply.state === 'kept' && decision !== 'send' ? 'kept' : 'too_late' };
        return undefined;
      }
      if (reply.text === undefined) {
        result = { kind: 'forgotten' };
        return undefined;
      }
      const why = stayOf(reachOut, reply.text, now);
      if (why) {
        result = { kind: 'stays', why, text: reply.text };
        return undefined;
      }
      result = { kind: 'goes' };
      return change(claimed(reachOut, userId), { ...reply, state: 'waiting', sendAt: now.toISOString() });
    },
    replyId,
  );
  return result;

  function change(reachOut: ReachOut, reply: Reply): Applied {
    const action = reply.state === 'kept' ? 'reply_kept' : 'reply_confirmed';
    return {
      reachOut: { ...reachOut, lines: withLine(reachOut.lines, replyId, () => reply) },
      entries: [{ actor: ctx.actor, action, detail: { reply: replyId } }],
    };
  }
}
