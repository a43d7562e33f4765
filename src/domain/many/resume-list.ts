import type { Call } from '../kernel/context.ts';
import { type Steering, type SteerResult, steer } from './find-list.ts';

/** Goes on with a list that was paused. @throws TurnedAway */
export function resumeList({ ctx, input }: Call<Steering>): Promise<SteerResult> {
  return steer(ctx, input, 'resume_list', 'resume', ({ obstacle: _, ...list }) => list);
}
