import { elementsOf, isSlacksOwn, type PlacedElement } from '../block-kit/elements.ts';
import { type Json, objectAt, objectsAt } from '../json.ts';
import { type Actor, conversationOf, ImpossibleAction, messageOf, viewOf } from './actor.ts';
import { type ActionResult, dispatch, type Surface } from './dispatch.ts';
import { elementValue, type InputValue, optionOf } from './value.ts';

/** Where the element is: in a message, in the Home tab, or (without either) in the topmost modal. */
export type Place = { conversation?: string; ts?: string; home?: boolean; blockId?: string };

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
  const { blockId } = place;
  const all = elementsOf(surface.blocks).filter((one) => one.actionId === actionId);
  const named = all.find((one) => blockId === undefined || one.blockId === blockId);
  // With each edit of a message Slack gives new ids, which whoever presses may not have seen yet.
  const isEdited = surface.message && blockId && isSlacksOwn(blockId) && all.length === 1;
  const placed = named ?? (isEdited ? all[0] : undefined);
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
  // A new object: payloads that went out, and the log, keep the values as they were.
  const block = { ...view.values[placed.blockId], [placed.actionId]: value };
  view.values = { ...view.values, [placed.blockId]: block };
  delete view.errors[placed.blockId];
  context.workspace.changes.emit({ type: 'view_updated', user: person.id, view });
}
