import type { SlackViewMiddlewareArgs, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { CHANNEL_NAMES, type Channel } from '../../domain/channels/registry.ts';
import { allSenderNames, preferredSender, senderNames } from '../../domain/channels/senders.ts';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import { requestList } from '../../domain/many/request-list.ts';
import type { Refusal } from '../../domain/policy/decide.ts';
import type { Question } from '../../domain/policy/question.ts';
import { COLUMN, CONFIRM, FILE } from '../../views/ids.ts';
import { buildMany, type ManyContent, type ManyMetadata, readManyMetadata } from '../../views/many/form.ts';
import { NO_PLACE } from '../../views/sentences/answers.ts';
import { MANY_FORM, notItsSender, READING } from '../../views/sentences/many-form.ts';
import { buildNotice, buildRefusal } from '../../views/sentences/notices.ts';
import { CONFIRM_ALL } from '../../views/sentences/questions.ts';
import { refusalText, unidentifiedText } from '../../views/sentences/refusals.ts';
import { askNow, findBlock, readAsides } from '../asides.ts';
import { actingAs, type Deps, offeredChannels } from '../deps.ts';
import { formDefaultsIn } from '../form-defaults.ts';
import { answerIn, filesIn, placeErrors, whereOf } from '../form-values.ts';
import { readMetadata } from '../outdated.ts';

type Args = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** The submission of a list: it is stored before Slack is told so, and read behind. */
export function submitMany(deps: Deps) {
  return async ({ ack, body, view }: Args): Promise<void> => {
    const metadata = readMetadata(view, readManyMetadata);
    const typed = readMany(view, metadata);
    const { file, channel, message, column, sender } = typed;
    const names = senderNames(deps.context.settings, channel);
    const picked = answerIn(view, 'conversation');
    const { placeId, placeName } = whereOf({ ...metadata, reach_out_id: metadata.list_id }, picked);
    const errors = {
      ...(!file && { [FILE]: MANY_FORM.noFile }),
      ...(!message.trim() && { message: MANY_FORM.noMessage }),
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
    const result = await requestList({
      ctx: actingAs(deps, userId, 'list'),
      input: {
        list: {
          ...{ id: metadata.list_id, teamId: body.team?.id ?? deps.teamId, userId, placeId, channel },
          ...(placeName && { placeName }),
          content: {
            ...{ message, fileName: file.name },
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
        const next = contentOf(deps, metadata, typed);
        return ack({ response_action: 'update', view: buildMany({ ...next, asked }) });
      }
      case 'refused':
        return ack(refused(deps, view, contentOf(deps, metadata, typed), result.refusals));
      case 'unidentified':
        return ack({ response_action: 'errors', errors: { message: unidentifiedText('sent') } });
    }
  };
}

/** The one that forms begin with there, where there is a choice. */
async function placesSender(deps: Deps, placeId: string, channel: Channel): Promise<string | undefined> {
  const defaults = await formDefaultsIn(deps, placeId);
  return preferredSender(deps.context.settings, channel, defaults?.senders[channel]);
}

interface Typed {
  file?: { id: string; name: string };
  channel: Channel;
  message: string;
  sender?: string;
  column?: number;
}

/** The file that was chosen before stays, with its column, where no other is. */
function readMany(view: ViewOutput, { file: kept, column: keptColumn }: ManyMetadata): Typed {
  const [picked] = filesIn(view, FILE);
  const file = picked ?? kept;
  const channel = CHANNEL_NAMES.find((name) => name === answerIn(view, 'channel'));
  const sender = answerIn(view, 'sender');
  const chosen = answerIn(view, COLUMN);
  const column = typeof chosen === 'string' && chosen ? Number(chosen) : keptColumn;
  return {
    ...(file && { file }),
    channel: channel ?? CHANNEL_NAMES[0],
    message: String(answerIn(view, 'message') ?? ''),
    ...(typeof sender === 'string' && { sender }),
    // The column was one of the other file's.
    ...(!picked && column !== undefined && { column }),
  };
}

function contentOf(deps: Deps, { column: _, ...metadata }: ManyMetadata, typed: Typed): ManyContent {
  const { file, column, channel, message, sender } = typed;
  const { settings } = deps.context;
  const kept = { ...(file && { file }), ...(column !== undefined && { column }) };
  const channels = offeredChannels(settings);
  const senders = allSenderNames(settings, channels);
  const typedIn = { channel, message, ...(sender && { sender }) };
  return { metadata: { ...metadata, ...kept }, channels, senders, ...typedIn };
}

/** What is wrong, at its field; in the form's place where the person may not use it. */
function refused(deps: Deps, view: ViewOutput, content: ManyContent, refusals: Refusal[]) {
  const ask = whomToAsk(deps.context.settings);
  const [weightiest] = refusals;
  if (weightiest?.rule === 'people')
    return { response_action: 'update' as const, view: buildRefusal(weightiest, ask) };
  const place = refusals.find(({ rule }) => rule === 'places');
  if (place && !findBlock(view, 'conversation')) {
    const next = buildMany({ ...content, placeHint: refusalText(place, ask.plain) });
    return { response_action: 'update' as const, view: next };
  }
  const errors = Object.fromEntries(
    refusals.map((one) => [
      one.rule === 'places' ? 'conversation' : one.rule === 'bounds' ? one.bound.what : 'message',
      refusalText(one, ask.plain),
    ]),
  );
  return { response_action: 'errors' as const, errors: placeErrors(errors, view) };
}
