import type { Call } from '../kernel/context.ts';
import { enter } from './applied.ts';
import type { ReachOut } from './reach-out.ts';
import { isFinal, transition } from './states.ts';

export type CancelResult = 'cancelled' | 'already' | 'too_late' | 'over' | 'not_yours' | 'not_found';

/** Takes back a reach-out that has not been sent. Only its requester can; too late once a call is out. */
export async function cancelReachOut({
  ctx,
  input: { id, userId },
}: Call<{ id: string; userId: string }>): Promise<CancelResult> {
  let result: CancelResult = 'not_found';
  await ctx.reachOuts.change(id, (reachOut) => {
    result = reachOut.userId === userId ? resultFor(reachOut) : 'not_yours';
    if (result !== 'cancelled') return undefined;
    return enter({ ...reachOut, cancelledBy: userId }, 'cancel', ctx.clock.now(), {}, ctx.actor);
  });
  return result;
}

export function mayBeCancelled({ state }: Pick<ReachOut, 'state'>): boolean {
  return transition(state, 'cancel') !== undefined;
}

function resultFor({ state }: ReachOut): CancelResult {
  if (mayBeCancelled({ state })) return 'cancelled';
  if (state === 'cancelled') return 'already';
  return isFinal(state) ? 'over' : 'too_late';
}
