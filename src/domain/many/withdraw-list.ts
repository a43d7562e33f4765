import type { Call } from '../kernel/context.ts';
import { enter } from '../reach-out/applied.ts';
import { mayBeCancelled } from '../reach-out/cancel.ts';
import type { List } from './list.ts';

/** Takes back what was confirmed of a list that was stopped, and that no call went out for yet. */
export async function withdrawList({ ctx, input: list }: Call<List>): Promise<void> {
  const { endedBy: cancelledBy } = list;
  for (const id of await ctx.lists.uncalled(list.id))
    await ctx.reachOuts.change(id, (reachOut) => {
      if (!mayBeCancelled(reachOut)) return undefined;
      const cancelled = { ...reachOut, ...(cancelledBy && { cancelledBy }) };
      return enter(cancelled, 'cancel', ctx.clock.now(), { list: list.id }, ctx.actor);
    });
}
