import type { PlacedElement } from '../block-kit/elements.ts';
import { failureCode } from '../delivery/delivery.ts';
import type { Json } from '../json.ts';
import { messageJson } from '../message-json.ts';
import { channelPart, interactionParts } from '../payload-parts.ts';
import type { TriggerOrigin } from '../triggers.ts';
import type { Message, OpenView, StateValues } from '../types.ts';
import { viewJson } from '../view-json.ts';
import { stateOf } from '../view-state.ts';
import { type Actor, conversationOf, tell } from './actor.ts';

export type ActionResult =
  /** Nothing was sent: the element does not dispatch. */
  | { kind: 'local' }
  /** The person said no in the confirmation dialog. */
  | { kind: 'cancelled' }
  | { kind: 'acknowledged' }
  | { kind: 'failed'; text: string };

/** What holds the element: a view or a message. */
export type Surface = { blocks: readonly Json[]; view?: OpenView; message?: Message };

/** Input blocks tell the app only with `dispatch_action`; all others always. */
export async function dispatch(
  actor: Actor,
  surface: Surface,
  placed: PlacedElement,
  value: Json,
): Promise<ActionResult> {
  const { block, blockId, actionId, element, type } = placed;
  if (block.type === 'input' && block.dispatch_action !== true) return { kind: 'local' };
  const { workspace, triggers } = actor.context;
  const { placeholder } = element;
  const action = {
    ...value,
    type,
    block_id: blockId,
    action_id: actionId,
    placeholder,
    action_ts: workspace.nextTs(),
  };
  const ack = await actor.context.deliver({
    kind: 'interactive',
    name: 'block_actions',
    payload: withoutUndefined({
      type: 'block_actions',
      ...interactionParts(workspace, actor.person),
      trigger_id: triggers.issue(originOf(actor, surface)),
      ...surfaceParts(actor, surface, placed, value),
      actions: [withoutUndefined(action)],
    }),
  });
  if (ack.kind === 'acknowledged') return { kind: 'acknowledged' };
  const text = `This app responded with an error (${failureCode(ack)}). Try again?`;
  tell(actor, text, surface.message?.conversation);
  return { kind: 'failed', text };
}

function originOf({ person }: Actor, { message, view }: Surface): TriggerOrigin {
  const conversation = message?.conversation ?? view?.opened_from;
  return { user: person.id, ...(conversation ? { conversation } : {}) };
}

function surfaceParts(
  actor: Actor,
  { view, message, blocks }: Surface,
  placed: PlacedElement,
  value: Json,
): Json {
  const { workspace, responseUrl } = actor.context;
  if (view) return { container: { type: 'view', view_id: view.id }, view: viewJson(workspace, view) };
  if (!message) return {};
  const conversation = conversationOf(actor, message.conversation);
  const thread_ts = message.thread_ts;
  const touched: StateValues = { [placed.blockId]: { [placed.actionId]: { ...value, type: placed.type } } };
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: conversation.id,
      is_ephemeral: message.visible_to !== undefined,
      ...(thread_ts ? { thread_ts } : {}),
    },
    channel: channelPart(conversation),
    // Of a message that only one person sees, Slack says no more than where it stands.
    ...(message.visible_to === undefined && { message: messageJson(workspace, message) }),
    state: { values: stateOf(blocks, touched) },
    response_url: responseUrl({
      user: actor.person.id,
      conversation: conversation.id,
      messageTs: message.ts,
      ...(thread_ts ? { threadTs: thread_ts } : {}),
    }),
  };
}

function withoutUndefined(object: Json): Json {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
