import type { Context } from './context.ts';
import type { ReachOut } from './progress.ts';

/**
 * Does work under the lease of a reach-out; false when somebody else holds it. The work gives it back;
 * should it fail, the lease is given back here, so that its repeat need not wait until it runs out.
 */
export async function underLease(
  ctx: Context,
  id: string,
  work: (reachOut: ReachOut, now: Date) => Promise<void>,
): Promise<boolean> {
  const { reachOuts } = ctx.store;
  const claim = await reachOuts.claim(id);
  if (!claim) return false;
  try {
    await work(claim.reachOut, claim.now);
    return true;
  } catch (error) {
    await reachOuts.abandon(claim.reachOut).catch(() => {});
    throw error;
  }
}
