import type { Call } from '../kernel/context.ts';
import { type ActRefusal, type ListAct, refuseActing } from '../policy/may-act.ts';
import type { List } from './list.ts';

export type NotFound = { kind: 'not_found' } | ActRefusal;

/** A list, for somebody who may do this with it. @throws TurnedAway */
export async function findList({
  ctx,
  input: { id, userId, what },
}: Call<{ id: string; userId: string; what: ListAct }>): Promise<{ kind: 'found'; list: List } | NotFound> {
  const list = await ctx.lists.find(id);
  if (!list) return { kind: 'not_found' };
  const refusal = await refuseActing(ctx, list, userId, what);
  return refusal ?? { kind: 'found', list };
}
