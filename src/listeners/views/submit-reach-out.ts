import type { ViewResponseAction } from '@slack/bolt';
import type { FormValues } from '../../domain/intake/form.ts';
import { parseReachOut } from '../../domain/intake/parse-reach-out.ts';
import type { Context } from '../../domain/kernel/context.ts';
import { noteRefused } from '../../domain/policy/note-refused.ts';
import type { Question } from '../../domain/policy/question.ts';
import type { NewReachOut, ReachOut } from '../../domain/reach-out/reach-out.ts';
import { type Confirmation, requestReachOut } from '../../domain/reach-out/request.ts';
import { noteRetry } from '../../domain/reach-out/try-again.ts';
import { TEMPLATE_CHANGED } from '../../domain/templates/faults.ts';
import { isOutdated } from '../../domain/templates/fill-template.ts';
import { CONFIRM } from '../../views/ids.ts';
import type { PrivateMetadata } from '../../views/modal/private-metadata.ts';
import { withoutInputs } from '../../views/modal/quick-response.ts';
import { ALTERED, NO_PLACE } from '../../views/sentences/answers.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import { unidentifiedText } from '../../views/sentences/refusals.ts';
import type { SubmitArgs } from '../answer-at-form.ts';
import { askNow, readAsides } from '../asides.ts';
import { stillAsked } from '../asked-of.ts';
import { actingAs, type Deps, formSettings } from '../deps.ts';
import type { FormView } from '../form-values.ts';
import { readValues, whereOf } from '../form-values.ts';
import { maskedIn, unmasked } from '../masked-number.ts';
import { shortcutFault } from '../quick-responses.ts';
import { readForm } from '../read-form.ts';
import { refusalsOf } from '../refusals-of.ts';
import { soon } from '../soon.ts';
import { chosenTemplate, type FormNow, sectionAgain } from '../template-section.ts';
import { keepTyped } from '../typed-before.ts';
import { chosenTime } from './chosen-time.ts';
import { formAgain, formWithErrors, formWithQuestions, type Submission } from './form-again.ts';

/** The modal's submission: everything is checked and stored before Slack is told that it is done. */
export function submitReachOut(deps: Deps) {
  return async ({ ack, body, view, asItIs }: SubmitArgs): Promise<void> => {
    const form = readForm(deps, view);
    const { metadata, channel } = form;
    const typed = readValues(view);
    const values = await unmasked(deps, metadata, typed);
    const userId = body.user.id;
    const ctx = actingAs(deps, userId, metadata.door ?? 'form');
    const where = whereOf(metadata, values.conversation);
    const { placeId, placeName } = where;

    const template = await chosenTemplate(deps, values, channel);
    /** It may be closed before anything else is typed. */
    const answer = async (answerWith: (submission: Submission) => ViewResponseAction) => {
      const view = await asItIs();
      const now = readForm(deps, view);
      const templates = sectionAgain(deps, view, now, template);
      const response = answerWith({ ...now, view, ...(templates && { templates }) });
      if (isAskedOfOther(view, now)) await soon(deps, withoutTicks(deps, view, response));
      await ack(response);
      await keepTyped(deps, userId, metadata, now.values);
    };

    const parsed = parseReachOut(values, formSettings(deps, metadata.home_sign), template);
    if (isOutdated(metadata.template_shown, template))
      return answer((submission) => formAgain(deps, submission, { notice: TEMPLATE_CHANGED }));
    const asked = stillAsked(readAsides(view).asked, form);
    const { sendAt, fault } = chosenTime(form, asked, deps.context.clock.now());
    const shortcut = template ? undefined : shortcutFault(deps, typed.message, channel);
    if (!parsed.ok || !placeId || fault || shortcut) {
      const errors = {
        ...(shortcut && { message: shortcut }),
        ...(fault && { send_at: fault }),
        ...(!parsed.ok && parsed.errors),
        ...(!placeId && { conversation: NO_PLACE }),
      };
      const refusals = await refusalsOf(deps, { userId, ...where });
      const all = [...refusals, ...(!parsed.ok && parsed.refusal ? [parsed.refusal] : [])];
      if (all.length > 0)
        await noteRefused({ ctx, input: { reachOutId: metadata.reach_out_id, refusals: all } });
      return answer((submission) => formWithErrors(deps, submission, refusals, errors));
    }
    const reachOut: Confirmation['reachOut'] = {
      ...{ id: metadata.reach_out_id, teamId: deps.teamId, userId, placeId, lane: 'own' },
      ...(metadata.thread_ts && placeId === metadata.place_id && { threadTs: metadata.thread_ts }),
      ...{
        request: parsed.request,
        draft: draftOf(values, parsed.request.recipient),
        warnings: parsed.warnings,
      },
      ...(sendAt && { sendAt }),
    };
    const shown = (question: Question) => (values === typed ? question : maskedIn(question));
    const isAnswered = (question: Question) => askNow([shown(question)], { asked })[0]?.isTicked === true;
    const held = deps.engine.hasRoom();
    const result = await requestReachOut({
      ctx,
      input: { reachOut, isAnswered, held, ...(placeName && { placeName }) },
    });
    switch (result.kind) {
      case 'stored':
        await ack();
        if (held) deps.engine.take(result.reachOut);
        else deps.engine.wake();
        if (metadata.retry_of) await retried(ctx, metadata.retry_of, reachOut.id);
        return sent(ctx, metadata, result.reachOut);
      case 'repeated':
        return ack();
      case 'altered':
        return ack({ response_action: 'update', view: buildNotice('Already confirmed', ALTERED) });
      case 'refused':
        return answer((submission) => formWithErrors(deps, submission, result.refusals));
      case 'asked':
        return answer((submission) =>
          formWithQuestions(deps, submission, result.questions.map(shown), sendAt),
        );
      case 'unidentified':
        return answer((submission) =>
          formWithErrors(deps, submission, [], { message: unidentifiedText('sent') }),
        );
    }
  };
}

function isAskedOfOther(view: FormView, form: FormNow): boolean {
  const { asked = [] } = readAsides(view);
  return stillAsked(asked, form).length < asked.length;
}

/** Slack would keep the ticks of what was asked before: so that goes first. */
async function withoutTicks({ modals }: Deps, now: FormView, response: ViewResponseAction): Promise<void> {
  if (response.response_action !== 'update' || response.view.type !== 'modal') return;
  await modals.update(now, withoutInputs(response.view, [CONFIRM]));
}

/** What fails here is noted when the old card's button is pressed again. */
async function retried(ctx: Context, id: string, nextId: string): Promise<void> {
  await noteRetry({ ctx, input: { id, nextId } }).catch((error) =>
    ctx.log.warn({ err: error, reachOutId: id }, 'the card goes on offering to try again'),
  );
}

/** What fails here is found out by the reach-out, which is there. */
async function sent(ctx: Context, { place_id: placeId }: PrivateMetadata, reachOut: ReachOut): Promise<void> {
  const { id, userId, request } = reachOut;
  await ctx.forms.sent({ userId, placeId }, request.channel).catch((error) => {
    ctx.log.warn({ err: error, reachOutId: id }, 'the channel is not remembered');
  });
}

/** Tried again, it goes at once, and to the same number, whoever tries it. */
function draftOf(
  { conversation: _, send_at: __, ...values }: FormValues,
  phone: string,
): NewReachOut['draft'] {
  return { ...values, phone };
}
