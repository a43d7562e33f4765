import type { Call, Context } from '../kernel/context.ts';
import { AppError } from '../kernel/errors.ts';
import type { Part, ReachOut } from '../reach-out/progress.ts';
import { underLease } from '../reach-out/under-lease.ts';
import { workThread } from './thread.ts';

/**
 * Mends what Slack carried out late, after it had been repeated: deletes the twins of posts (what the
 * thread hangs on stays), and edits the card again, which a late edit may have set back.
 */
export async function tidyUp({ ctx, input }: Call<{ id: string; editAgain: boolean }>): Promise<void> {
  const reachOut = await ctx.store.reachOuts.find(input.id);
  if (!reachOut) return;
  for (const [part, { ts }] of Object.entries(reachOut.posts)) {
    if (ts) await removeTwins(ctx, reachOut, part as Part, ts);
  }
  if (!input.editAgain) return;
  const done = await underLease(ctx, input.id, async (claimed) =>
    workThread(ctx, await ctx.store.reachOuts.settle(claimed, { visible: true })),
  );
  if (!done) throw notNow('the card could not be edited');
}

async function removeTwins(ctx: Context, reachOut: ReachOut, part: Part, kept: string): Promise<void> {
  const found = await ctx.thread.find(reachOut, part);
  if (!found) throw notNow('twins could not be looked for');
  for (const ts of found) {
    if (ts === kept) continue;
    const { kind } = await ctx.thread.remove(reachOut, ts);
    if (kind !== 'posted' && kind !== 'impossible') throw notNow('a twin could not be deleted');
  }
}

/** The job is repeated. */
function notNow(what: string): AppError {
  return new AppError('slack_unavailable', what, 'Slack is not available.');
}
