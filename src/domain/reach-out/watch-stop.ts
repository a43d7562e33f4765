import { addSeconds, differenceInSeconds, min } from 'date-fns';
import { hasEnded } from '../contact/contact.ts';
import { visibly } from './applied.ts';
import type { ReachOut } from './reach-out.ts';

/** A contact that is seen running so long after it was to be stopped is not ending. */
const SEEN_RUNNING_SECONDS = 15;

/** So long a contact that cannot be looked up is waited for. */
const UNSEEN_SECONDS = 60;

/** Whether Amazon Connect was asked to end the contact, and it is not known yet what came of it. */
export function isStopping({ stop }: ReachOut): boolean {
  return stop !== undefined && stop.outcome === undefined;
}

/** What a look at a contact tells of its stop; until it tells something, the next look is soon. */
export function watchStop(reachOut: ReachOut, isSeen: boolean, now: Date): ReachOut {
  const { stop, contact, lookAt = now } = reachOut;
  const isTold = stop?.outcome === 'goes_on' || (stop?.outcome === 'not_known' && !isSeen);
  if (!stop || isTold || hasEnded(contact)) return reachOut;
  const seconds = differenceInSeconds(now, stop.at);
  if (seconds < (isSeen ? SEEN_RUNNING_SECONDS : UNSEEN_SECONDS))
    return { ...reachOut, lookAt: min([lookAt, addSeconds(now, 3)]) };
  return visibly({ ...reachOut, stop: { ...stop, outcome: isSeen ? 'goes_on' : 'not_known' } });
}
