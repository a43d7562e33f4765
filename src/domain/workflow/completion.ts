import { addSeconds, max } from 'date-fns';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { isFinal } from '../reach-out/states.ts';
import { secondsToWait } from '../thread/pauses.ts';
import type { TellingOutcome } from './workflows.ts';

/** A contact is told of with a link to its card, but for want of that no later than so many seconds after its start. */
const MOST_FOR_CARD = 60;

const LONGEST_PAUSE = 600;
/** About a day in all. */
const MOST_TRIES = 150;

/** When the step that asked for it is to be told what came of it; undefined while nothing has, and once it was. */
export function completionAt(reachOut: ReachOut): Date | undefined {
  const { workflow, contactId, state, startedAt } = reachOut;
  if (!workflow || workflow.isOver) return undefined;
  const at = new Date(workflow.at ?? 0);
  if (contactId === undefined) return isFinal(state) ? at : undefined;
  return startedAt && !isCardSettled(reachOut) ? max([at, addSeconds(startedAt, MOST_FOR_CARD)]) : at;
}

/** Whether its card stands, or never will. */
function isCardSettled({ posts, silence }: ReachOut): boolean {
  return posts.card?.ts !== undefined || posts.card?.refused !== undefined || silence !== undefined;
}

export function applyCompletion(reachOut: ReachOut, outcome: TellingOutcome, now: Date): ReachOut {
  const { workflow } = reachOut;
  if (!workflow) return reachOut;
  const { tries = 0, at: _, ...step } = workflow;
  if (outcome.kind === 'told' || outcome.kind === 'over')
    return { ...reachOut, workflow: { ...step, isOver: true } };
  if (outcome.kind === 'slow_down') {
    const at = addSeconds(now, secondsToWait(outcome.seconds)).toISOString();
    return { ...reachOut, workflow: { ...workflow, at } };
  }
  if (tries >= MOST_TRIES) return { ...reachOut, workflow: { ...step, isOver: true } };
  const at = addSeconds(now, Math.min(LONGEST_PAUSE, 2 ** Math.min(tries, 10))).toISOString();
  return { ...reachOut, workflow: { ...step, tries: tries + 1, at } };
}
