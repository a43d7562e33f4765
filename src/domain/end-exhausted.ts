import type { Call } from './context.ts';
import { isFinal } from './states.ts';

/**
 * A job gave up. What it was to start ends in a way that a person can read; a thread that could not be
 * written waits for an operator.
 */
export async function endExhausted({ ctx, input }: Call<{ id: string }>): Promise<void> {
  ctx.log.error({ reachOutId: input.id }, 'a job used up its retries');
  const claim = await ctx.store.reachOuts.claim(input.id);
  if (!claim) return;
  const { reachOut } = claim;
  await ctx.store.transaction(async ({ reachOuts, jobs, audit }) => {
    await audit.append(reachOut.id, ctx.actor, 'exhausted');
    if (isFinal(reachOut.state) || reachOut.state === 'started') return;
    await jobs.updateThread(reachOut.id);
    await reachOuts.settle(
      reachOut,
      reachOut.uncertainSince
        ? { state: 'unresolved', ended: true, visible: true }
        : { state: 'failed', failure: { code: 'unexpected' }, ended: true, visible: true },
    );
  });
  const current = await ctx.store.reachOuts.settle(reachOut, {});
  await ctx.store.reachOuts.release(current);
}
