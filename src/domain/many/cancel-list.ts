import type { Call } from '../kernel/context.ts';
import { type Steering, type SteerResult, steer } from './find-list.ts';

/** Takes back a list of which nothing has started. @throws TurnedAway */
export function cancelList({ ctx, input }: Call<Steering>): Promise<SteerResult> {
  return steer(ctx, input, 'cancel_list', 'cancel', (list) => ({ ...list, endedBy: input.userId }));
}
