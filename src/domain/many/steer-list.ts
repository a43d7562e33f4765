import type { Call, Context } from '../kernel/context.ts';
import type { ListAct } from '../policy/may-act.ts';
import { findList, type NotFound } from './find-list.ts';
import type { AppliedList, List } from './list.ts';
import { enterList, type ListEvent, mayHappen } from './states.ts';

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

/** Takes back a list of which nothing has started. @throws TurnedAway */
export function cancelList({ ctx, input }: Call<Steering>): Promise<SteerResult> {
  return steer(ctx, input, 'cancel_list', 'cancel', (list) => ({ ...list, endedBy: input.userId }));
}

/** Feeds no more of a list until it goes on; what is on its way goes. @throws TurnedAway */
export function pauseList({ ctx, input }: Call<Steering>): Promise<SteerResult> {
  return steer(ctx, input, 'pause_list', 'pause');
}

/** Goes on with a list that was paused. @throws TurnedAway */
export function resumeList({ ctx, input }: Call<Steering>): Promise<SteerResult> {
  return steer(ctx, input, 'resume_list', 'resume', ({ obstacle: _, ...list }) => list);
}

/** Lets nothing more of a list go. @throws TurnedAway */
export function stopList({ ctx, input }: Call<Steering>): Promise<SteerResult> {
  return steer(ctx, input, 'stop_list', 'stop', (list) => ({ ...list, endedBy: input.userId }));
}

/** Once, however often the button is pressed. @throws TurnedAway */
async function steer(
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
