import type { Call } from '../kernel/context.ts';
import { type ActRefusal, refuseActing } from '../policy/may-act.ts';
import { enter } from './applied.ts';
import type { ReachOut } from './reach-out.ts';
import { isFinal, transition } from './states.ts';

type Result = 'cancelled' | 'already' | 'too_late' | 'over' | 'not_found';
export type CancelResult = { kind: Result } | ActRefusal;

/** Takes back a reach-out that has not been sent; too late once a call is out. @throws TurnedAway */
export async function cancelReachOut({
  ctx,
  input: { id, userId },
}: Call<{ id: string; userId: string }>): Promise<CancelResult> {
  const found = await ctx.reachOuts.find(id);
  if (!found) return { kind: 'not_found' };
  const refusal = await refuseActing(ctx, found, userId, 'cancel');
  if (refusal) return refusal;
  let kind: Result = 'not_found';
  await ctx.reachOuts.change(found, (reachOut) => {
    kind = resultFor(reachOut);
    if (kind !== 'cancelled') return undefined;
    return enter({ ...reachOut, cancelledBy: userId }, 'cancel', ctx.clock.now(), {}, ctx.actor);
  });
  return { kind };
}

export function mayBeCancelled({ state }: Pick<ReachOut, 'state'>): boolean {
  return transition(state, 'cancel') !== undefined;
}

function resultFor({ state }: ReachOut): Result {
  if (mayBeCancelled({ state })) return 'cancelled';
  if (state === 'cancelled') return 'already';
  return isFinal(state) ? 'over' : 'too_late';
}
