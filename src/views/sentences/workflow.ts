import { unescapeSlackText } from '../../domain/intake/slack-text.ts';
import { inUnits } from '../../domain/intake/text-limits.ts';
import { maskNumbers } from '../../domain/phone/mask-numbers.ts';
import type { Refusal } from '../../domain/policy/decide.ts';
import type { Question } from '../../domain/policy/question.ts';
import { permalink } from '../permalink.ts';
import { closedThereText } from './hours.ts';
import { OPEN_IN_ANOTHER_WORKSPACE } from './questions.ts';
import { refusalText } from './refusals.ts';

/*
 * What a workflow's step says where no contact comes of it. Slack shows it to whoever runs the workflow, and in the
 * workflow's own log: without markup, and with numbers masked.
 */

export const STEP_NOBODY =
  "The workflow doesn't say on whose behalf, so nothing was sent. Fill that in where the step is set up.";

export const STEP_NO_PLACE =
  "The workflow doesn't say where to post updates. Fill in a channel where the step is set up.";

export const STEP_UNIDENTIFIED =
  "Slack couldn't be asked just now who it is on behalf of, so nothing was sent. Run the workflow again in a moment.";

export const STEP_REFUSED_BEFORE =
  'Nothing was sent: something was against it when the workflow ran. That is over by now, so run the workflow again.';

export const STEP_CANCELLED = 'It was cancelled before it went out, so nothing was sent.';

export function stepDeclinedText(reason: string | undefined): string {
  const why = reason && `: “${maskNumbers(reason.replace(/\s+/gu, ' '))}”`;
  return `Somebody who was to approve of it declined it, so nothing was sent${why ?? ''}.`;
}

/** `faults`: sentences about what was filled in, left out where the person may not use it at all. `ask`: whom to ask for help, in plain text. */
export function stepRefusedText(faults: string[], refusals: Refusal[], ask: string): string {
  const [weightiest] = refusals;
  const said = (refusal: Refusal) => unescapeSlackText(refusalText(refusal, ask, true));
  const why = weightiest?.rule === 'people' ? [said(weightiest)] : [...faults, ...refusals.map(said)];
  return ['Nothing was sent.', ...new Set(why)].join(' ');
}

/** Of questions whose numbers are masked. */
export function stepAskedText(questions: Question[], workspaceUrl: string): string {
  const causes = questions.map((question) => causeOf(question, workspaceUrl));
  return `${causes.join(' ')} A workflow can't confirm ${questions.length > 1 ? 'these' : 'this'}, so nothing was sent. Type /reach-out to send it yourself.`;
}

function causeOf(question: Question, workspaceUrl: string): string {
  switch (question.name) {
    case 'unknown_range':
      return `${question.number} is of a range that may not be in use.`;
    case 'hours':
      return closedThereText(question.closed);
    case 'contacted_before':
      return `${question.number} was contacted ${inUnits(question.most, 'time')} in ${inUnits(question.hours, 'hour')}.`;
    case 'open_elsewhere':
      return question.thread
        ? `A conversation with this number is open: ${permalink(workspaceUrl, question.thread)}`
        : OPEN_IN_ANOTHER_WORKSPACE;
    case 'shared_conversation':
      return `Other organizations can read ${question.place || 'that conversation'}.`;
  }
}
