import { isMachine } from '../contact/answering-machine.ts';
import { type Ending, endingOf, isBreakdown } from '../contact/ending.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import type { Milestone } from './post.ts';

/** Who is told of an end so soon after the start has hardly looked away. */
const SHORT_SECONDS = 60;

/** What somebody waits for, and so is told by a reply of its own, which notifies; undefined where the card is enough. */
export function milestoneOf(reachOut: ReachOut): Milestone | undefined {
  const { state, deferral } = reachOut;
  if (state === 'scheduled' && deferral) return 'scheduled';
  if (state === 'failed' || state === 'unresolved') return state;
  return state === 'ended' && isWaitedFor(endingOf(reachOut)) ? 'ended' : undefined;
}

function isWaitedFor(ending: Ending): boolean {
  switch (ending.kind) {
    case 'ended':
      return (
        isBreakdown(ending) || isMachine(ending.by) || (ending.seconds ?? SHORT_SECONDS + 1) > SHORT_SECONDS
      );
    case 'ended_unanswered':
      // Whoever stopped it knows.
      return ending.stoppedBy === undefined && ending.reason !== 'API';
    default:
      return true;
  }
}
