import { elementsOf, type PlacedElement } from './block-kit/elements.ts';
import { type Json, objectAt, objectsAt } from './json.ts';
import type { ElementValue, StateValues } from './types.ts';

type ValueShape = {
  /** The property of `state.values` that carries the value. */
  key: string;
  /** The property of the element that gives its first value. */
  initial: string;
  empty: unknown;
};

const single = (key: string, initial: string): ValueShape => ({ key, initial, empty: null });
const several = (key: string, initial: string): ValueShape => ({ key, initial, empty: [] });

/**
 * How each element that holds a value shows it; what is not here (button, overflow) holds none.
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
const valueShapes: Record<string, ValueShape> = {
  plain_text_input: single('value', 'initial_value'),
  email_text_input: single('value', 'initial_value'),
  url_text_input: single('value', 'initial_value'),
  number_input: single('value', 'initial_value'),
  rich_text_input: single('rich_text_value', 'initial_value'),
  static_select: single('selected_option', 'initial_option'),
  external_select: single('selected_option', 'initial_option'),
  radio_buttons: single('selected_option', 'initial_option'),
  users_select: single('selected_user', 'initial_user'),
  conversations_select: single('selected_conversation', 'initial_conversation'),
  channels_select: single('selected_channel', 'initial_channel'),
  datepicker: single('selected_date', 'initial_date'),
  timepicker: single('selected_time', 'initial_time'),
  datetimepicker: single('selected_date_time', 'initial_date_time'),
  checkboxes: several('selected_options', 'initial_options'),
  multi_static_select: several('selected_options', 'initial_options'),
  multi_external_select: several('selected_options', 'initial_options'),
  multi_users_select: several('selected_users', 'initial_users'),
  multi_conversations_select: several('selected_conversations', 'initial_conversations'),
  multi_channels_select: several('selected_channels', 'initial_channels'),
  file_input: several('files', ''),
};

export function valueShape(type: string): ValueShape | undefined {
  return valueShapes[type];
}

/** What an element that nobody has touched holds. */
function initialValue(
  { element, type }: PlacedElement,
  shape: ValueShape,
  openedFrom?: string,
): ElementValue {
  const given = element[shape.initial];
  if (given === undefined && openedFrom && element.default_to_current_conversation === true) {
    return { type, [shape.key]: Array.isArray(shape.empty) ? [openedFrom] : openedFrom };
  }
  return { type, [shape.key]: given ?? shape.empty };
}

/**
 * The values of a view: those of `previous` stay where block_id, action_id and type are the same, whatever initial
 * value the new block has; the others begin anew, and those of vanished blocks are gone.
 */
export function stateOf(
  blocks: readonly Json[],
  previous: StateValues = {},
  openedFrom?: string,
): StateValues {
  const values: StateValues = {};
  for (const placed of elementsOf(blocks)) {
    const shape = valueShapes[placed.type];
    if (!shape) continue;
    const kept = previous[placed.blockId]?.[placed.actionId];
    const block = values[placed.blockId] ?? {};
    values[placed.blockId] = block;
    block[placed.actionId] =
      kept && stillPossible(placed, kept) ? kept : initialValue(placed, shape, openedFrom);
  }
  return values;
}

/** A chosen option that the new element no longer offers is lost. */
function stillPossible({ element, type }: PlacedElement, kept: ElementValue): boolean {
  if (kept.type !== type) return false;
  const offered = offeredValues(element);
  if (!offered) return true;
  const chosen = [objectAt(kept, 'selected_option'), ...objectsAt(kept, 'selected_options')];
  return chosen.every((option) => !option || offered.has(option.value));
}

/** The values of the options that are written in the element itself; undefined when it has none. */
function offeredValues(element: Json): Set<unknown> | undefined {
  const groups = objectsAt(element, 'option_groups');
  if (!Array.isArray(element.options) && groups.length === 0) return undefined;
  const options = [
    ...objectsAt(element, 'options'),
    ...groups.flatMap((group) => objectsAt(group, 'options')),
  ];
  return new Set(options.map((option) => option.value));
}

export function isEmptyValue(value: ElementValue): boolean {
  const shape = valueShapes[value.type];
  const held = shape ? value[shape.key] : undefined;
  return held === undefined || held === null || held === '' || (Array.isArray(held) && held.length === 0);
}
