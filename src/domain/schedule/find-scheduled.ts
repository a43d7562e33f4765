import type { Call } from '../kernel/context.ts';
import { type Act, type ActRefusal, refuseActing } from '../policy/may-act.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { transition } from '../reach-out/states.ts';

export type NotScheduled = { kind: 'not_found' | 'not_scheduled' } | ActRefusal;
export type FindScheduledResult = { kind: 'found'; reachOut: ReachOut } | NotScheduled;

/** One that waits for its time, for somebody who may change that. @throws TurnedAway */
export async function findScheduled({
  ctx,
  input: { id, userId, what },
}: Call<{ id: string; userId: string; what: Act }>): Promise<FindScheduledResult> {
  const reachOut = await ctx.reachOuts.find(id);
  if (!reachOut) return { kind: 'not_found' };
  const refusal = await refuseActing(ctx, reachOut, userId, what);
  if (refusal) return refusal;
  return isScheduled(reachOut) ? { kind: 'found', reachOut } : { kind: 'not_scheduled' };
}

export function isScheduled({ state }: Pick<ReachOut, 'state'>): boolean {
  return transition(state, 'send_now') !== undefined;
}
