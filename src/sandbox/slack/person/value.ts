import type { PlacedElement } from '../block-kit/elements.ts';
import { type Json, objectsAt } from '../json.ts';
import type { ElementValue } from '../types.ts';
import { valueShape } from '../view-state.ts';
import { type Actor, ImpossibleAction } from './actor.ts';
import { pickedFiles } from './upload.ts';

/** What a person can put into an element: a text, a number of seconds, an option's value, the id of a file, several, or nothing. */
export type InputValue = string | number | readonly string[] | null;

/** The value in the form of `state.values`; refuses what the element does not offer. */
export function elementValue(actor: Actor, placed: PlacedElement, value: InputValue): ElementValue {
  const { type } = placed;
  const shape = valueShape(type);
  if (!shape) throw new ImpossibleAction(`A ${type} holds no value`);
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (empty) return { type, [shape.key]: shape.empty };
  const most = placed.element.max_selected_items;
  if (typeof most === 'number' && listOf(value).length > most)
    throw new ImpossibleAction(`${placed.actionId} takes at most ${most}`);
  if (shape.key === 'selected_option')
    return { type, selected_option: optionOf(actor, placed, String(value)) };
  if (shape.key === 'selected_options') {
    return { type, selected_options: listOf(value).map((one) => optionOf(actor, placed, one)) };
  }
  if (shape.key === 'rich_text_value') return { type, rich_text_value: richText(String(value)) };
  if (shape.key === 'files') return { type, files: pickedFiles(actor, placed, listOf(value)) };
  if (shape.key === 'selected_date_time') return { type, selected_date_time: Number(value) };
  return { type, [shape.key]: Array.isArray(shape.empty) ? listOf(value) : String(value) };
}

/** The option with that value among those the element lists, or was last suggested. */
export function optionOf(
  { suggested }: Actor,
  { element, actionId, type }: PlacedElement,
  value: string,
): Json {
  const listed = [
    ...objectsAt(element, 'options'),
    ...objectsAt(element, 'option_groups').flatMap((group) => objectsAt(group, 'options')),
    ...(suggested.get(actionId) ?? []).map(({ option }) => option),
  ];
  const option = listed.find((one) => one.value === value);
  if (!option) {
    const offered = listed.map((one) => String(one.value)).join(', ');
    const hint = type.includes('external') ? 'call suggest() first; ' : '';
    throw new ImpossibleAction(`${actionId} has no option ${value} (${hint}it offers: ${offered})`);
  }
  return option;
}

function listOf(value: InputValue): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function richText(text: string): Json {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}
