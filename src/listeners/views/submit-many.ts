import type { ViewResponseAction } from '@slack/bolt';
import { type Channel, isCallChannel } from '../../domain/channels/registry.ts';
import { preferredSender, senderNames } from '../../domain/channels/senders.ts';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import { pinTemplate } from '../../domain/many/pin-template.ts';
import { requestList } from '../../domain/many/request-list.ts';
import type { Refusal } from '../../domain/policy/decide.ts';
import type { Question } from '../../domain/policy/question.ts';
import { COLUMN, CONFIRM, FILE } from '../../views/ids.ts';
import { buildMany, type ManyContent, manyMetadata } from '../../views/many/form.ts';
import { NO_PLACE } from '../../views/sentences/answers.ts';
import { MANY_FORM, notItsSender, READING } from '../../views/sentences/many-form.ts';
import { buildNotice, buildRefusal } from '../../views/sentences/notices.ts';
import { CONFIRM_ALL } from '../../views/sentences/questions.ts';
import { refusalText, unidentifiedText } from '../../views/sentences/refusals.ts';
import type { SubmitArgs } from '../answer-at-form.ts';
import { askNow, findBlock, readAsides } from '../asides.ts';
import { actingAs, type Deps } from '../deps.ts';
import { formDefaultsIn } from '../form-defaults.ts';
import type { FormView } from '../form-values.ts';
import { answerIn, placeErrors, whereOf } from '../form-values.ts';
import { manyAgain, offersTemplate, readMany, type TypedList } from '../many-form.ts';
import { readMetadata } from '../outdated.ts';

/** The submission of a list: it is stored before Slack is told so, and read behind. */
export function submitMany(deps: Deps) {
  return async ({ ack, body, view, asItIs }: SubmitArgs): Promise<void> => {
    const metadata = readMetadata(view, manyMetadata);
    const typed = readMany(view, metadata);
    const { file, channel, message, column, sender } = typed;
    const template = offersTemplate(view) ? typed.template : undefined;
    const names = senderNames(deps.context.settings, channel);
    const picked = answerIn(view, 'conversation');
    const { placeId, placeName } = whereOf({ ...metadata, reach_out_id: metadata.list_id }, picked);
    const errors = {
      ...(!file && { [FILE]: MANY_FORM.noFile }),
      ...(await saysErrors(deps, view, typed)),
      ...(findBlock(view, COLUMN) && !answerIn(view, COLUMN) && { [COLUMN]: MANY_FORM.noColumn }),
      ...(sender && !names.includes(sender) && { sender: notItsSender(channel) }),
      ...(!placeId && { conversation: NO_PLACE }),
    };
    if (!file || !placeId || Object.keys(errors).length > 0)
      return ack({ response_action: 'errors', errors });
    const from = sender ?? (await placesSender(deps, placeId, channel));
    const userId = body.user.id;
    const asides = readAsides(view);
    const isAnswered = (question: Question) => askNow([question], asides)[0]?.isTicked === true;
    const again = (now: FormView) =>
      manyAgain(deps, metadata, readMany(now, readMetadata(now, manyMetadata)));
    // What is read of a list takes the form's place, so nothing delays the answer once it is stored.
    await asItIs();
    const result = await requestList({
      ctx: actingAs(deps, userId, 'list'),
      input: {
        list: {
          ...{ id: metadata.list_id, teamId: deps.teamId, userId, placeId, channel },
          ...(placeName && { placeName }),
          content: {
            ...{ message: template ? '' : message, fileName: file.name },
            ...(file.url && { fileUrl: file.url }),
            ...(template && { template }),
            ...(from && { sender: from }),
            ...(column !== undefined && { column }),
          },
          ...{ fileId: file.id, viewId: view.id },
        },
        isAnswered,
      },
    });
    switch (result.kind) {
      case 'stored':
      case 'repeated':
        return ack({ response_action: 'update', view: buildNotice(MANY_FORM.title, READING) });
      case 'asked': {
        const asked = askNow(result.questions, asides);
        if (asked.every(({ isShown }) => isShown))
          return ack({ response_action: 'errors', errors: { [CONFIRM]: CONFIRM_ALL } });
        const next = again(await asItIs());
        return ack({ response_action: 'update', view: buildMany({ ...next, asked }) });
      }
      case 'refused':
        return ack(refused(deps, view, again(await asItIs()), result.refusals));
      case 'unidentified':
        return ack({ response_action: 'errors', errors: { message: unidentifiedText('sent') } });
    }
  };
}

/** One of message and template goes, and a template that can. */
async function saysErrors(
  { context }: Deps,
  view: FormView,
  { channel, message, template }: TypedList,
): Promise<{ message?: string; template?: string }> {
  const isWritten = message.trim() !== '';
  if (!offersTemplate(view)) return isWritten ? {} : { message: MANY_FORM.noMessage };
  if (!template) return isWritten ? {} : { message: MANY_FORM.neither };
  if (isCallChannel(channel)) return { template: MANY_FORM.noTemplates };
  const pin = await pinTemplate(context, template.chosen, channel);
  return {
    ...(isWritten && { message: MANY_FORM.both }),
    ...('fault' in pin && { template: pin.fault }),
  };
}

/** The one that forms begin with there, where there is a choice. */
async function placesSender(deps: Deps, placeId: string, channel: Channel): Promise<string | undefined> {
  const defaults = await formDefaultsIn(deps, placeId);
  return preferredSender(deps.context.settings, channel, defaults?.senders[channel]);
}

/** What is wrong, at its field; in the form's place where the person may not use it. */
function refused(deps: Deps, view: FormView, content: ManyContent, refusals: Refusal[]): ViewResponseAction {
  const ask = whomToAsk(deps.context.settings);
  const [weightiest] = refusals;
  if (weightiest?.rule === 'people')
    return { response_action: 'update', view: buildRefusal(weightiest, ask) };
  const place = refusals.find(({ rule }) => rule === 'places');
  if (place && !findBlock(view, 'conversation')) {
    const next = buildMany({ ...content, placeHint: refusalText(place, ask.plain) });
    return { response_action: 'update', view: next };
  }
  const errors = Object.fromEntries(
    refusals.map((one) => [
      one.rule === 'places' ? 'conversation' : one.rule === 'bounds' ? one.bound.what : 'message',
      refusalText(one, ask.plain),
    ]),
  );
  return { response_action: 'errors', errors: placeErrors(errors, view) };
}
