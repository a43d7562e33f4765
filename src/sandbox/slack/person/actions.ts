import { elementsOf, type PlacedElement } from '../block-kit/elements.ts';
import { failureCode } from '../delivery/delivery.ts';
import { type Json, objectAt, objectsAt } from '../json.ts';
import { messageJson } from '../message-json.ts';
import { channelPart, interactionParts } from '../payload-parts.ts';
import type { TriggerOrigin } from '../triggers.ts';
import type { Message, OpenView, StateValues } from '../types.ts';
import { viewJson } from '../view-json.ts';
import { stateOf } from '../view-state.ts';
import { type Actor, conversationOf, ImpossibleAction, messageOf, tell, viewOf } from './actor.ts';
import { elementValue, type InputValue, optionOf } from './value.ts';

/** Where the element is: in a message, in the Home tab, or (without either) in the topmost modal. */
export type Place = { conversation?: string; ts?: string; home?: boolean; blockId?: string };

export type ActionResult =
  /** Nothing was sent: the element does not dispatch. */
  | { kind: 'local' }
  /** The person said no in the confirmation dialog. */
  | { kind: 'cancelled' }
  | { kind: 'acknowledged' }
  | { kind: 'failed'; text: string };

type Surface = { blocks: readonly Json[]; view?: OpenView; message?: Message };

/** Type into a text, number, e-mail or URL input. `pressEnter` dispatches where the element does so on Enter. */
export async function fill(
  actor: Actor,
  actionId: string,
  text: string | null,
  { pressEnter = false, ...place }: Place & { pressEnter?: boolean } = {},
): Promise<ActionResult> {
  const { surface, placed } = locate(actor, actionId, place);
  if (!placed.type.endsWith('_input'))
    throw new ImpossibleAction(`${actionId} is a ${placed.type}: use choose()`);
  const value = elementValue(actor, placed, text);
  setValue(actor, surface, placed, value);
  const triggers = objectAt(placed.element, 'dispatch_action_config')?.trigger_actions_on;
  const on = Array.isArray(triggers) ? triggers : ['on_enter_pressed'];
  const dispatches = on.includes('on_character_entered') || (pressEnter && on.includes('on_enter_pressed'));
  return dispatches ? dispatch(actor, surface, placed, value) : { kind: 'local' };
}

/** Choose an option by its value (several for multi selects and checkboxes), a date, a time, a person, a conversation. */
export async function choose(
  actor: Actor,
  actionId: string,
  value: InputValue,
  { confirm = true, ...place }: Place & { confirm?: boolean } = {},
): Promise<ActionResult> {
  const { surface, placed } = locate(actor, actionId, place);
  if (objectAt(placed.element, 'confirm') && !confirm) return { kind: 'cancelled' };
  if (placed.type === 'overflow') {
    return dispatch(actor, surface, placed, { selected_option: optionOf(actor, placed, String(value)) });
  }
  const chosen = elementValue(actor, placed, value);
  setValue(actor, surface, placed, chosen);
  return dispatch(actor, surface, placed, chosen);
}

/** Press a button, and answer its confirmation dialog. */
export async function press(
  actor: Actor,
  actionId: string,
  { confirm = true, ...place }: Place & { confirm?: boolean } = {},
): Promise<ActionResult> {
  const { surface, placed } = locate(actor, actionId, place);
  const { element, type } = placed;
  if (type !== 'button') throw new ImpossibleAction(`${actionId} is a ${type}, no button`);
  if (objectAt(element, 'confirm') && !confirm) return { kind: 'cancelled' };
  const { text, value, style, url } = element;
  return dispatch(actor, surface, placed, { text, value, style, url });
}

export function locate(
  actor: Actor,
  actionId: string,
  place: Place,
): { surface: Surface; placed: PlacedElement } {
  const surface = surfaceOf(actor, place);
  const placed = elementsOf(surface.blocks).find(
    (one) => one.actionId === actionId && (place.blockId === undefined || one.blockId === place.blockId),
  );
  if (placed) return { surface, placed };
  const present = elementsOf(surface.blocks).map((one) => one.actionId);
  throw new ImpossibleAction(`There is no ${actionId} here, only: ${present.join(', ') || 'nothing'}`);
}

function surfaceOf(actor: Actor, { conversation, ts, home }: Place): Surface {
  if (conversation !== undefined && ts !== undefined) {
    const message = messageOf(actor, conversationOf(actor, conversation).id, ts);
    return { blocks: message.blocks ?? [], message };
  }
  const view = home ? actor.context.workspace.homes.get(actor.person.id) : viewOf(actor);
  if (!view) throw new ImpossibleAction(`${actor.person.name} has no Home tab of the app`);
  return { blocks: objectsAt(view.definition, 'blocks'), view };
}

function setValue(
  { context, person }: Actor,
  { view }: Surface,
  placed: PlacedElement,
  value: Json & { type: string },
): void {
  if (!view) return;
  view.values[placed.blockId] = { ...view.values[placed.blockId], [placed.actionId]: value };
  delete view.errors[placed.blockId];
  context.workspace.changes.emit({ type: 'view_updated', user: person.id, view });
}

/** Input blocks tell the app only with `dispatch_action`; all others always. */
async function dispatch(
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
    message: messageJson(workspace, message),
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
