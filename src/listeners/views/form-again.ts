import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { FieldErrors, FormValues } from '../../domain/intake/form.ts';
import { type Ask, whomToAsk } from '../../domain/kernel/settings.ts';
import type { Refusal } from '../../domain/policy/decide.ts';
import type { Question } from '../../domain/policy/question.ts';
import { CONFIRM } from '../../views/ids.ts';
import type { PrivateMetadata } from '../../views/modal/private-metadata.ts';
import { buildRefusal } from '../../views/sentences/notices.ts';
import { CONFIRM_ALL, earlierText, openThreadText } from '../../views/sentences/questions.ts';
import { CHOOSE_ANOTHER, refusalText } from '../../views/sentences/refusals.ts';
import { askNow, findBlock, readAsides } from '../asides.ts';
import type { Deps } from '../deps.ts';
import { placeErrors } from '../form-values.ts';
import { viewOf } from '../open-modal.ts';

/** A submission that is answered with its form. */
export interface Submission {
  view: ViewOutput;
  metadata: PrivateMetadata;
  /** With the answers that the view does not show. */
  values: FormValues;
}

/** The field that a refusal is about. */
function fieldOf(refusal: Refusal): keyof FieldErrors {
  switch (refusal.rule) {
    case 'people':
      return 'message';
    case 'bounds':
      return refusal.bound.what;
    case 'countries':
    case 'blocked':
    case 'opted_out':
      return 'phone';
    case 'places':
      return 'conversation';
    case 'limits':
      return refusal.limit.of === 'recipient' ? 'phone' : 'message';
  }
}

/**
 * What is wrong, at each field; or the refusal in the form's place, where the person may not use it. Where the
 * conversation alone is at fault and can't be picked yet, the form has the picker.
 */
export function formWithErrors(
  deps: Deps,
  submission: Submission,
  refusals: Refusal[],
  errors: FieldErrors = {},
): ViewResponseAction {
  const { view } = submission;
  const [weightiest] = refusals;
  const ask = whomToAsk(deps.context.settings);
  if (weightiest?.rule === 'people')
    return { response_action: 'update', view: buildRefusal(weightiest, ask) };
  const place = refusals.find((one) => fieldOf(one) === 'conversation');
  const isPicked = findBlock(view, 'conversation') !== undefined;
  const all = withRefusals(errors, isPicked ? refusals : refusals.filter((one) => one !== place), ask);
  if (!place || Object.keys(all).length > 0)
    return { response_action: 'errors', errors: placeErrors(sayOnce(all, view), view) };
  return formAgain(deps, submission, { placeHint: refusalText(place, ask.plain) });
}

/** The questions, in the form; an error at them where they stood there before. */
export function formWithQuestions(
  deps: Deps,
  submission: Submission,
  questions: Question[],
): ViewResponseAction {
  const asked = askNow(questions, readAsides(submission.view));
  if (asked.every(({ isShown }) => isShown))
    return { response_action: 'errors', errors: { [CONFIRM]: CONFIRM_ALL } };
  const open = questions.find((question) => question.name === 'open_elsewhere');
  const openThread = open && openThreadText(open, deps.workspaceUrl);
  const before = questions.find((question) => question.name === 'contacted_before');
  const earlier = before && earlierText(before, deps.workspaceUrl);
  return formAgain(deps, submission, {
    asked,
    ...(openThread && { openThread }),
    ...(earlier && { earlier }),
  });
}

/** What the hint below the conversation says already is not said again as its error. */
function sayOnce(errors: FieldErrors, view: ViewOutput): FieldErrors {
  const { conversation } = errors;
  const isSaid = conversation !== undefined && findBlock(view, 'conversation')?.hint?.text === conversation;
  return isSaid ? { ...errors, conversation: CHOOSE_ANOTHER } : errors;
}

function formAgain(
  deps: Deps,
  { view, metadata, values }: Submission,
  more: ReturnType<typeof readAsides>,
): ViewResponseAction {
  const asides = { ...readAsides(view), ...more };
  return { response_action: 'update', view: viewOf(deps, metadata, values, asides) };
}

function withRefusals(errors: FieldErrors, refusals: Refusal[], { plain }: Ask): FieldErrors {
  const joined = { ...errors };
  for (const refusal of refusals) {
    const field = fieldOf(refusal);
    joined[field] = [joined[field], refusalText(refusal, plain)].filter(Boolean).join(' ');
  }
  return joined;
}
