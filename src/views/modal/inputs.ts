import type { InputBlock, Option, PlainTextElement } from '@slack/types';
import type { Field } from '../../domain/intake/form.ts';
import { cutToTyped, LONGEST_TYPED } from '../../domain/intake/text-limits.ts';
import { truncate } from '../text.ts';
import { FIELD_LOOKS, type FieldLook } from './fields.ts';

/** What lists can be searched by name just now, and the names of what they hold. */
export interface Lists {
  isListable(list: 'flows' | 'queues' | 'numbers'): boolean;
  nameOf(list: 'flows' | 'queues' | 'numbers', id: string): string | undefined;
}

type Value = string | string[] | undefined;

export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text };
}

export function initialText(value: Value): { initial_value: string } | Record<string, never> {
  const text = Array.isArray(value) ? value.join('\n') : value;
  return text ? { initial_value: cutToTyped(text) } : {};
}

/** The input of a field of "More options"; its name is block_id and action_id alike. */
export function optionInput(name: keyof typeof FIELD_LOOKS, value: Value, lists: Lists): InputBlock {
  const look = FIELD_LOOKS[name];
  return {
    type: 'input',
    block_id: name,
    optional: true,
    label: plain(look.label),
    hint: plain(look.hint),
    element: elementOf(name, look, value, lists),
  };
}

function elementOf(
  action_id: Field,
  { input }: FieldLook,
  value: Value,
  lists: Lists,
): InputBlock['element'] {
  switch (input.kind) {
    case 'text':
    case 'lines':
      return textInput(action_id, value, input.kind === 'lines', input.placeholder);
    case 'number':
      return {
        type: 'number_input',
        action_id,
        is_decimal_allowed: false,
        min_value: String(input.min),
        max_value: String(input.max),
        ...(typeof value === 'string' && /^\d+$/.test(value) && { initial_value: value }),
      };
    case 'select':
    case 'multi_select':
      return select(action_id, input.kind, input.options, value);
    case 'switch':
      return toggle(action_id, input.label, value);
    case 'list':
      return list(action_id, input, value, lists);
  }
}

function textInput(
  action_id: string,
  value: Value,
  multiline: boolean,
  placeholder?: string,
): InputBlock['element'] {
  return {
    type: 'plain_text_input',
    action_id,
    multiline,
    max_length: LONGEST_TYPED,
    ...initialText(value),
    ...(placeholder && { placeholder: plain(placeholder) }),
  };
}

function select(
  action_id: string,
  kind: 'select' | 'multi_select',
  choices: { value: string; label: string }[],
  value: Value,
): InputBlock['element'] {
  const options = choices.map((choice) => option(choice.label, choice.value));
  const chosen = options.filter((choice) => [value].flat().includes(choice.value));
  const [first] = chosen;
  return kind === 'select'
    ? { type: 'static_select', action_id, options, ...(first && { initial_option: first }) }
    : { type: 'multi_static_select', action_id, options, ...(first && { initial_options: chosen }) };
}

function toggle(action_id: string, label: string, value: Value): InputBlock['element'] {
  const on = option(label, 'true');
  const isOn = [value].flat().includes('true');
  return { type: 'checkboxes', action_id, options: [on], ...(isOn && { initial_options: [on] }) };
}

function list(
  action_id: string,
  input: Extract<FieldLook['input'], { kind: 'list' }>,
  value: Value,
  lists: Lists,
): InputBlock['element'] {
  if (!lists.isListable(input.list)) return textInput(action_id, value, false);
  const chosen = typeof value === 'string' && value !== '' && value.length <= 150 ? value : undefined;
  return {
    type: 'external_select',
    action_id,
    min_query_length: 0,
    placeholder: plain(input.placeholder),
    ...(chosen && { initial_option: option(lists.nameOf(input.list, chosen) ?? chosen, chosen) }),
  };
}

export function option(label: string, value: string): Option & { text: PlainTextElement; value: string } {
  return { text: plain(truncate(label, 75)), value };
}
