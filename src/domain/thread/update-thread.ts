import type { Call } from '../kernel/context.ts';
import { underLease } from '../reach-out/under-lease.ts';
import { workThread } from './thread.ts';

/**
 * Brings a reach-out's thread up to date. Whoever holds the lease meanwhile sees the change before they
 * give it back; the second look is for the case that they crash.
 */
export async function updateThread({ ctx, input }: Call<{ id: string; hasSlot: boolean }>): Promise<void> {
  const { id, hasSlot } = input;
  if (await underLease(ctx, id, (reachOut) => workThread(ctx, reachOut, { hasSlot }))) return;
  if (await ctx.store.reachOuts.find(id)) await ctx.store.jobs.updateThread(id, { hasSlot, afterSeconds: 2 });
}
