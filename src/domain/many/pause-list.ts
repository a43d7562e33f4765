import type { Call } from '../kernel/context.ts';
import { type Steering, type SteerResult, steer } from './find-list.ts';

/** Feeds no more of a list until it goes on; what is on its way goes. @throws TurnedAway */
export function pauseList({ ctx, input }: Call<Steering>): Promise<SteerResult> {
  return steer(ctx, input, 'pause_list', 'pause');
}
