import { addDays, addMinutes } from 'date-fns';
import { MOST_DAYS_AHEAD } from '../policy/time/judge-hours.ts';

export type SendAtFault = 'too_soon' | 'too_late';

/** Why nothing can be scheduled for a time; undefined where it can. */
export function refuseSendAt(sendAt: Date, now: Date): SendAtFault | undefined {
  if (sendAt < addMinutes(now, 1)) return 'too_soon';
  return sendAt > addDays(now, MOST_DAYS_AHEAD) ? 'too_late' : undefined;
}
