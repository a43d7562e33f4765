import type { Call, Context } from '../kernel/context.ts';
import { type ActRefusal, type ListAct, refuseActing } from '../policy/may-act.ts';
import type { AppliedList, List } from './list.ts';
import { enterList, type ListEvent, mayHappen } from './states.ts';

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

/**
 * over: it can't happen any more, or not now. unreadable: its encryption key is missing. unseen: the same, and it is
 * done nevertheless, but its message does not show it.
 */
export type SteerResult = { kind: 'done' | 'over' | 'unreadable' | 'unseen' } | NotFound;

/** Who does what with which list. */
export interface Steering {
  id: string;
  userId: string;
}

/** Does something with a list, once, however often the button is pressed. @throws TurnedAway */
export async function steer(
  ctx: Context,
  { id, userId }: Steering,
  what: ListAct,
  event: ListEvent,
  change: (list: List) => List = (list) => list,
): Promise<SteerResult> {
  const found = await findList({ ctx, input: { id, userId, what } });
  if (found.kind !== 'found') return found;
  if (found.list.isUnreadable && event === 'resume') return { kind: 'unreadable' };
  let isDone = false;
  await ctx.lists.change(id, (list): AppliedList | undefined => {
    // Of what was erased nobody knows any more whom it is to.
    isDone = mayHappen(list, event) && !(list.erasedAt && event === 'resume');
    return isDone ? enterList(change(list), event, ctx.clock.now(), ctx.actor) : undefined;
  });
  if (!isDone) return { kind: 'over' };
  return { kind: found.list.isUnreadable ? 'unseen' : 'done' };
}
