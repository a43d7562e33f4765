import type { Call } from '../kernel/context.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { claimed } from './claim.ts';
import type { Reply, Stay } from './line.ts';
import { stayOf } from './offer.ts';

/** stored: it goes; repeated: it was confirmed before; stays: it can't go. */
export type Written =
  | { kind: 'stored' | 'repeated' | 'not_found' }
  | { kind: 'stays'; why: Stay; reachOut: ReachOut };

/** A reply that was written in a form: its id was minted with the form and is claimed once. */
export async function writeReply({
  ctx,
  input: { id, replyId, userId, text },
}: Call<{ id: string; replyId: string; userId: string; text: string }>): Promise<Written> {
  const now = ctx.clock.now();
  let written: Written = { kind: 'not_found' };
  await ctx.reachOuts.change(
    id,
    (reachOut) => {
      if (!reachOut.conversation) return undefined;
      if (reachOut.lines.some((line) => line.id === replyId)) {
        written = { kind: 'repeated' };
        return undefined;
      }
      const why = stayOf(reachOut, text, now);
      if (why) {
        written = { kind: 'stays', why, reachOut };
        return undefined;
      }
      written = { kind: 'stored' };
      const reply: Reply = {
        ...{ kind: 'reply', id: replyId, at: now.toISOString(), by: userId, text, tries: 0 },
        ...{ state: 'waiting', sendAt: now.toISOString() },
      };
      const after = claimed(reachOut, userId);
      return {
        reachOut: { ...after, lines: [...after.lines, reply] },
        entries: [{ actor: ctx.actor, action: 'reply_confirmed', detail: { reply: replyId } }],
      };
    },
    replyId,
  );
  return written;
}
