import type { ViewResponseAction } from '@slack/bolt';
import type { FieldErrors } from '../../domain/intake/form.ts';
import { type Ask, whomToAsk } from '../../domain/kernel/settings.ts';
import type { Refusal } from '../../domain/policy/decide.ts';
import type { Question } from '../../domain/policy/question.ts';
import type { OutsideHours } from '../../domain/policy/time/judge-hours.ts';
import { CONFIRM } from '../../views/ids.ts';
import type { Asides, TemplateSection } from '../../views/modal/content.ts';
import { nextOpenHint, offerHint } from '../../views/sentences/hours.ts';
import { buildRefusal } from '../../views/sentences/notices.ts';
import { CONFIRM_ALL, earlierText, openThreadText } from '../../views/sentences/questions.ts';
import { CHOOSE_ANOTHER, refusalText } from '../../views/sentences/refusals.ts';
import { askNow, findBlock, readAsides } from '../asides.ts';
import { askedOf, stillAsked } from '../asked-of.ts';
import type { Deps } from '../deps.ts';
import type { FormView } from '../form-values.ts';
import { placeErrors } from '../form-values.ts';
import type { FormNow } from '../template-section.ts';
import { viewOf } from '../view-of.ts';

/** A submission that is answered with its form. */
export interface Submission extends FormNow {
  view: FormView;
  /** Absent where no templates are offered. */
  templates?: TemplateSection;
}

/** The field that a refusal is about, as far as the view has it. */
function fieldOf(refusal: Refusal, view: FormView): keyof FieldErrors {
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
    case 'hours':
      return findBlock(view, 'send_at') ? 'send_at' : 'phone';
  }
}

/**
 * What is wrong, at each field; or the refusal in the form's place, where the person may not use it. Where the
 * conversation or the hour alone is at fault and can't be chosen yet, the form has the picker.
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
  const place = refusals.find((one) => fieldOf(one, view) === 'conversation');
  const isPicked = findBlock(view, 'conversation') !== undefined;
  const others = isPicked ? refusals : refusals.filter((one) => one !== place);
  const only = refusals.length === 1 && Object.keys(errors).length === 0 ? weightiest : undefined;
  if (only?.rule === 'hours' && !findBlock(view, 'send_at')) {
    const offer = offerTime(submission, only.closed, offerHint(only.closed));
    if (offer) return formAgain(deps, offer.submission, offer.asides);
  }
  const all = withRefusals(errors, others, view, ask);
  if (!place || Object.keys(all).length > 0)
    return { response_action: 'errors', errors: placeErrors(sayOnce(all, view), view) };
  return formAgain(deps, submission, { placeHint: refusalText(place, ask.plain) });
}

/** The questions, in the form; an error at them where they stood there before. */
export function formWithQuestions(
  deps: Deps,
  submission: Submission,
  questions: Question[],
  sendAt: Date | undefined,
): ViewResponseAction {
  const { view, metadata } = submission;
  const asked = askNow(questions, { asked: stillAsked(readAsides(view).asked, submission) });
  if (asked.every(({ isShown }) => isShown))
    return { response_action: 'errors', errors: { [CONFIRM]: CONFIRM_ALL } };
  const open = questions.find((question) => question.name === 'open_elsewhere');
  const openThread = open && openThreadText(open, deps.workspaceUrl);
  const before = questions.find((question) => question.name === 'contacted_before');
  const earlier = before && earlierText(before, deps.workspaceUrl);
  const hours = questions.find((question) => question.name === 'hours');
  const isThere = findBlock(view, 'send_at') !== undefined;
  const hint = hours && nextOpenHint(hours.closed, isThere);
  const asking = { ...submission, metadata: { ...metadata, asked_of: askedOf(submission) } };
  const offer = hours && offerTime(asking, hours.closed, hint, sendAt);
  return formAgain(deps, offer?.submission ?? asking, {
    ...{ asked, ...offer?.asides },
    ...(openThread && { openThread }),
    ...(earlier && { earlier }),
  });
}

/** The form with the next time that is open filled in; undefined where there is none. */
function offerTime(
  submission: Submission,
  closed: OutsideHours,
  sendAtHint: string | undefined,
  sendAt?: Date,
): { submission: Submission; asides: Asides } | undefined {
  if (closed.kind === 'unknown' || !closed.next || !sendAtHint) return undefined;
  const send_at = inSeconds(new Date(closed.next.at));
  const filled = { send_at, ...(sendAt && { instead_of: inSeconds(sendAt) }) };
  const { metadata, values } = submission;
  return {
    submission: {
      ...submission,
      metadata: { ...metadata, filled, asked_of: askedOf(submission) },
      values: { ...values, send_at },
    },
    asides: { sendAtHint },
  };
}

function inSeconds(at: Date): string {
  return String(at.getTime() / 1000);
}

/** What the hint below the conversation says already is not said again as its error. */
function sayOnce(errors: FieldErrors, view: FormView): FieldErrors {
  const { conversation } = errors;
  const isSaid = conversation !== undefined && findBlock(view, 'conversation')?.hint?.text === conversation;
  return isSaid ? { ...errors, conversation: CHOOSE_ANOTHER } : errors;
}

/** The form with what else is to be known now. */
export function formAgain(
  deps: Deps,
  { view, metadata, values, templates }: Submission,
  more: Asides,
): ViewResponseAction {
  const { sendAtHint: _, ...shown } = readAsides(view);
  const asides = { ...shown, ...more, ...(templates && { templates }) };
  return { response_action: 'update', view: viewOf(deps, metadata, values, asides) };
}

function withRefusals(errors: FieldErrors, refusals: Refusal[], view: FormView, { plain }: Ask): FieldErrors {
  const joined = { ...errors };
  for (const refusal of refusals) {
    const field = fieldOf(refusal, view);
    joined[field] = [joined[field], refusalText(refusal, plain)].filter(Boolean).join(' ');
  }
  return joined;
}
