import { addMilliseconds, addMinutes } from 'date-fns';
import type { ReachOut } from './reach-out.ts';

/**
 * An unknown outcome is repeated under its ClientToken for this long. Amazon Connect keeps a token for
 * seven days, but an older manual says that one whose contact has ended may start another contact.
 */
const REPEAT_MS = 2 * 60_000;

/** Until when a call may go out: a late one is worse than none, and so is a repeat that might start a second contact. */
export function deadlineOf(
  { uncertainSince, readyAt }: Pick<ReachOut, 'uncertainSince' | 'readyAt'>,
  maxAgeMinutes: number,
): Date {
  return uncertainSince ? addMilliseconds(uncertainSince, REPEAT_MS) : addMinutes(readyAt, maxAgeMinutes);
}
