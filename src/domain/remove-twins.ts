import type { Call } from './context.ts';
import type { Part } from './progress.ts';

/** Deletes what Slack carried out after all after it had been repeated; what the thread hangs on stays. */
export async function removeTwins({ ctx, input }: Call<{ id: string }>): Promise<void> {
  const reachOut = await ctx.store.reachOuts.find(input.id);
  if (!reachOut) return;
  for (const [part, post] of Object.entries(reachOut.posts)) {
    if (!post.ts) continue;
    const found = (await ctx.thread.find(reachOut, part as Part)) ?? [];
    for (const ts of found) if (ts !== post.ts) await ctx.thread.remove(reachOut, ts);
  }
}
