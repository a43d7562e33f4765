import { addSeconds } from 'date-fns';
import { claimed } from '../conversation/claim.ts';
import { replyIn, withLine } from '../conversation/line.ts';
import type { Call } from '../kernel/context.ts';
import { unaccounted } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';

/** The writer of a reply knows that it goes: from now on it can be taken back for as long as is settled. */
export async function letGo({
  ctx,
  input: { reachOut: found, replyId },
}: Call<{ reachOut: ReachOut; replyId: string }>): Promise<void> {
  const { undoSeconds = 0 } = ctx.settings.replies ?? {};
  const goesAt = addSeconds(ctx.clock.now(), undoSeconds).toISOString();
  await ctx.reachOuts.change(
    found,
    (reachOut) => {
      const reply = replyIn(reachOut.lines, replyId);
      // It was kept meanwhile, or sent.
      if (reply?.state !== 'asked') return undefined;
      const going = { ...reply, isAsked: true, state: 'waiting', sendAt: goesAt, goesAt } as const;
      const after = claimed(reachOut, reply.by);
      return unaccounted({ ...after, lines: withLine(after.lines, replyId, () => going) });
    },
    replyId,
  );
}
