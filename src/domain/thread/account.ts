import { livingContactId } from '../contact/contact.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { type Happening, historyOf } from './history.ts';
import { milestoneOf } from './milestone.ts';
import type { Part } from './post.ts';

/**
 * All that a reply tells, to the second, as times are shown: when it changes, so does what a person reads.
 * Undefined for the card, which goes by its version.
 */
export function accountOf(reachOut: ReachOut, part: Part): string | undefined {
  switch (part) {
    case 'card':
      return undefined;
    case 'contact_id':
      return JSON.stringify([livingContactId(reachOut), factsOf(logOf(reachOut))]);
    case 'milestone:scheduled':
      return JSON.stringify(reachOut.deferral);
    case 'milestone:ended':
      return JSON.stringify(factsOf(historyOf(reachOut).filter(({ kind }) => kind === 'ended')));
    default:
      return '';
  }
}

/** What the ContactId's reply tells: all that happened, but an end that has a reply of its own. */
export function logOf(reachOut: ReachOut): Happening[] {
  const isEndTold = milestoneOf(reachOut) === 'ended' || reachOut.posts['milestone:ended'] !== undefined;
  return historyOf(reachOut).filter(({ kind }) => kind !== 'ended' || !isEndTold);
}

/** Times by the second, `2026-03-03T09:00:00`. */
function factsOf(history: Happening[]) {
  return history.map(({ at, ...happening }) => [at?.slice(0, 19), happening]);
}
