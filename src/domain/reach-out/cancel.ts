import type { Call } from '../kernel/context.ts';
import type { ReachOut } from './progress.ts';
import { isFinal } from './states.ts';

export type CancelResult = 'cancelled' | 'already' | 'too_late' | 'over' | 'not_yours' | 'not_found';

/** Takes back a reach-out that has not been sent. Only its requester can; too late once a call is out. */
export async function cancelReachOut({
  ctx,
  input,
}: Call<{ id: string; userId: string }>): Promise<CancelResult> {
  const reachOut = await ctx.store.reachOuts.find(input.id);
  if (!reachOut) return 'not_found';
  if (reachOut.userId !== input.userId) return 'not_yours';
  return ctx.store.transaction(async ({ reachOuts, jobs, audit }) => {
    if (!(await reachOuts.cancel(input.id, input.userId))) return whyNot(await reachOuts.find(input.id));
    await jobs.updateThread(input.id);
    await audit.append(input.id, ctx.actor, 'cancelled');
    return 'cancelled';
  });
}

function whyNot(reachOut: ReachOut | undefined): CancelResult {
  if (reachOut?.state === 'cancelled') return 'already';
  return reachOut && isFinal(reachOut.state) ? 'over' : 'too_late';
}
