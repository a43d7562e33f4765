import type { Context } from '../kernel/context.ts';
import type { Claim } from '../kernel/ports.ts';
import type { ReachOut } from './progress.ts';

type Work = (reachOut: ReachOut, now: Date) => Promise<void>;

/** Does work under the lease of a reach-out; false when somebody else holds it. */
export async function underLease(ctx: Context, id: string, work: Work): Promise<boolean> {
  const claim = await ctx.store.reachOuts.claim(id);
  if (!claim) return false;
  await underClaim(ctx, claim, work);
  return true;
}

/**
 * The work gives the lease back; should it fail, the lease is given back here, so that its repeat need
 * not wait until it runs out.
 */
export async function underClaim(ctx: Context, { reachOut, now }: Claim, work: Work): Promise<void> {
  try {
    await work(reachOut, now);
  } catch (error) {
    await ctx.store.reachOuts.abandon(reachOut).catch(() => {});
    throw error;
  }
}
