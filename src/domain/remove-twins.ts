import type { Call } from './context.ts';
import { AppError } from './errors.ts';
import type { Part } from './progress.ts';

/** Deletes what Slack carried out after all after it had been repeated; what the thread hangs on stays. */
export async function removeTwins({ ctx, input }: Call<{ id: string }>): Promise<void> {
  const reachOut = await ctx.store.reachOuts.find(input.id);
  if (!reachOut) return;
  for (const [part, post] of Object.entries(reachOut.posts)) {
    if (!post.ts) continue;
    const found = await ctx.thread.find(reachOut, part as Part);
    if (!found) throw notNow('could not be looked for');
    for (const ts of found) {
      if (ts === post.ts) continue;
      const { kind } = await ctx.thread.remove(reachOut, ts);
      if (kind !== 'posted' && kind !== 'impossible') throw notNow('could not be deleted');
    }
  }
}

/** The job is repeated. */
function notNow(what: string): AppError {
  return new AppError('slack_unavailable', `a twin ${what}`, 'Slack is not available.');
}
