import { replyIn, withLine } from '../conversation/line.ts';
import type { Call } from '../kernel/context.ts';
import { unaccounted } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';

/** The writer of a reply has been asked, or told what becomes of it: that is not done again. */
export async function noteAsked({
  ctx,
  input: { reachOut: asked, replyId },
}: Call<{ reachOut: ReachOut; replyId: string }>): Promise<void> {
  await ctx.reachOuts.change(
    asked,
    (reachOut) => {
      const reply = replyIn(reachOut.lines, replyId);
      if (!reply || reply.isAsked) return undefined;
      return unaccounted({
        ...reachOut,
        lines: withLine(reachOut.lines, replyId, () => ({ ...reply, isAsked: true })),
      });
    },
    replyId,
  );
}
