import { unescapeSlackText } from '../domain/intake/slack-text.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { Names } from './names.ts';
import { permalink } from './permalink.ts';
import { statusOf } from './sentences/status.ts';
import { STEP_CANCELLED, stepDeclinedText } from './sentences/workflow.ts';

/** What the next steps of a workflow can use. */
export type StepOutputs = {
  contact_id: string;
  /** As the card says it. */
  state: string;
  /** Absent where no card stands. */
  thread_link?: string;
};

export function outputsOf(
  reachOut: ReachOut,
  contactId: string,
  names: Names,
  workspaceUrl: string,
): StepOutputs {
  const { placeId, threadTs, posts } = reachOut;
  const ts = posts.card?.ts;
  return {
    contact_id: contactId,
    state: unescapeSlackText(statusOf(reachOut, names).title),
    ...(ts && { thread_link: permalink(workspaceUrl, { placeId, ts, ...(threadTs && { threadTs }) }) }),
  };
}

/** Why no contact came of it, without markup; `ask`: whom to ask for help. */
export function endedStepText(reachOut: ReachOut, names: Names): string {
  const { state, failure, approval } = reachOut;
  if (state === 'cancelled') return STEP_CANCELLED;
  if (failure?.code === 'declined') return stepDeclinedText(approval?.reason);
  const { title, explanation } = statusOf(reachOut, names);
  return unescapeSlackText([`${title}.`, explanation].filter(Boolean).join(' '));
}
