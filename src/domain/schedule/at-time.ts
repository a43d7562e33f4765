import { differenceInMinutes } from 'date-fns';
import { zonesOf } from '../phone/zones.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';

/** What was answered about a time holds for so much later. */
const MOST_MINUTES_LATE = 5;

/** To be sent then, without what it has waited for by now, and what was answered about another time. */
export function atTime({ waiting: _, ...reachOut }: ReachOut, at: Date): ReachOut {
  const promised = reachOut.promised.filter((turn) => turn !== 'start');
  // Where no zone is known, it was answered for whatever time it is there.
  const isTimeless = zonesOf(reachOut.request.recipient).length === 0;
  const answered = reachOut.answered.filter((name) => name !== 'hours' || isTimeless);
  return { ...reachOut, answered, promised, startAt: at, readyAt: at };
}

/** To be sent at the time that it was approved for, or now that this is over; by then, too late for what was answered. */
export function onceApproved(reachOut: ReachOut, now: Date): ReachOut {
  const { answered, approval, readyAt } = reachOut;
  const meant = approval?.sendAt ? new Date(approval.sendAt) : readyAt;
  const at = approval?.sendAt && meant > now ? meant : now;
  const isLate = differenceInMinutes(at, meant) >= MOST_MINUTES_LATE;
  return { ...atTime(reachOut, at), ...(!isLate && { answered }) };
}
