import { optionsAnswerFaults } from '../block-kit/options-answer.ts';
import { isJson, type Json, objectAt, objectsAt, stringAt } from '../json.ts';
import { messageJson } from '../message-json.ts';
import { channelPart, interactionParts } from '../payload-parts.ts';
import { viewJson } from '../view-json.ts';
import { locate, type Place } from './actions.ts';
import { type Actor, conversationOf, ImpossibleAction, type SuggestedOption } from './actor.ts';

export type SuggestResult =
  | { kind: 'options'; options: SuggestedOption[] }
  /** Shorter than `min_query_length` (3 by default): nothing was asked. */
  | { kind: 'too_short' }
  | { kind: 'failed'; reason: string };

const DEFAULT_MIN_QUERY_LENGTH = 3;

/** Type into an external select. https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export async function suggest(
  actor: Actor,
  actionId: string,
  query: string,
  place: Place = {},
): Promise<SuggestResult> {
  const { surface, placed } = locate(actor, actionId, place);
  const { element, blockId, type } = placed;
  if (!type.includes('external_select')) throw new ImpossibleAction(`${actionId} is a ${type}`);
  if (query.length < Number(element.min_query_length ?? DEFAULT_MIN_QUERY_LENGTH))
    return { kind: 'too_short' };
  const { workspace } = actor.context;
  const { view, message } = surface;
  const ack = await actor.context.deliver({
    kind: 'interactive',
    name: 'block_suggestion',
    payload: {
      type: 'block_suggestion',
      ...interactionParts(workspace, actor.person),
      action_id: actionId,
      block_id: blockId,
      value: query,
      ...(view ? { view: viewJson(workspace, view), container: { type: 'view', view_id: view.id } } : {}),
      ...(message
        ? {
            message: messageJson(workspace, message),
            channel: channelPart(conversationOf(actor, message.conversation)),
            container: { type: 'message', message_ts: message.ts, channel_id: message.conversation },
          }
        : {}),
    },
  });
  if (ack.kind !== 'acknowledged') return { kind: 'failed', reason: ack.kind };
  const faults = optionsAnswerFaults(ack.body);
  if (faults.length > 0 || !isJson(ack.body)) return { kind: 'failed', reason: faults.join('; ') };
  const listed = listedOptions(ack.body);
  const options = listed.map((option) => ({
    text: stringAt(objectAt(option, 'text'), 'text') ?? '',
    value: stringAt(option, 'value') ?? '',
    option,
  }));
  actor.suggested.set(actionId, options);
  return { kind: 'options', options };
}

function listedOptions(body: Json): Json[] {
  const groups = objectsAt(body, 'option_groups');
  return [...objectsAt(body, 'options'), ...groups.flatMap((group) => objectsAt(group, 'options'))];
}
