import type { Call } from './context.ts';
import { workThread } from './thread.ts';

/**
 * Brings a reach-out's thread up to date. Whoever holds the lease meanwhile sees the change before they
 * give it back; the second look is for the case that they crash.
 */
export async function updateThread({ ctx, input }: Call<{ id: string; hasSlot: boolean }>): Promise<void> {
  const claim = await ctx.store.reachOuts.claim(input.id);
  if (claim) return workThread(ctx, claim.reachOut, { hasSlot: input.hasSlot });
  if (await ctx.store.reachOuts.find(input.id))
    await ctx.store.jobs.updateThread(input.id, { ...input, afterSeconds: 2 });
}
