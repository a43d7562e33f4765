import type { InputBlock } from '@slack/types';
import { channelOf } from '../../domain/channels/registry.ts';
import type { Input } from '../../domain/intake/fields/field.ts';
import { type FieldName, fieldOf, isOption } from '../../domain/intake/fields/fields.ts';
import type { FormValues } from '../../domain/intake/form.ts';
import { cutToTyped, LONGEST_TYPED } from '../../domain/intake/text-limits.ts';
import { attributeField } from '../../domain/templates/attribute-field.ts';
import type { TemplateAttribute } from '../../domain/templates/templates.ts';
import { type Choice, choiceInput, option, POSTABLE, plain } from '../kit.ts';
import { LONGEST_OPTION_VALUE, LONGEST_PLACEHOLDER } from '../limits.ts';
import { CHOSEN_TEMPLATE } from '../sentences/templates.ts';
import { truncate } from '../text.ts';
import { chosenChannel, type Lists, type ModalContent } from './content.ts';
import { responseInput } from './quick-response.ts';

type Element = InputBlock['element'];
type Value = FormValues[FieldName];
type InputOf<Kind extends Input['kind']> = Extract<Input, { kind: Kind }>;

/** The input of a field, with its answer in it. Its name is block_id and action_id alike. */
export function fieldInput(name: FieldName, content: ModalContent): InputBlock {
  const { label, hint, input } = fieldOf(name);
  const told = content.hints[name] ?? hint;
  const element = elementOf(name, input, content);
  return {
    type: 'input',
    block_id: name,
    ...('isLive' in input && { dispatch_action: true }),
    optional: isOption(name) || name === 'template',
    label: plain(label),
    ...(told && { hint: { ...plain(told), emoji: false } }),
    element,
  };
}

function elementOf(name: FieldName, input: Input, content: ModalContent): Element {
  const value = content.values[name];
  switch (input.kind) {
    case 'text':
    case 'lines':
      return { ...textInput(name, value, input), ...(input.isLive && liveness(name, content.focus)) };
    case 'number':
      return {
        type: 'number_input',
        action_id: name,
        is_decimal_allowed: false,
        min_value: String(input.least),
        max_value: String(input.most),
        ...(typeof value === 'string' && /^\d+$/.test(value) && { initial_value: value }),
      };
    case 'select':
      return choiceInput('static_select', name, input.options, value);
    case 'multi_select':
      return choiceInput('multi_static_select', name, input.options, value);
    case 'switch':
      return choiceInput('checkboxes', name, [{ value: 'true', label: input.label }], value);
    case 'moment':
      return {
        type: 'datetimepicker',
        action_id: name,
        ...(typeof value === 'string' && /^\d{10}$/.test(value) && { initial_date_time: Number(value) }),
      };
    case 'list':
      return list(name, value, input, content.lists);
    case 'channel':
      return choiceInput(
        'radio_buttons',
        name,
        channelOptions(content),
        chosenChannel(content.values, content.channels),
      );
    case 'sender':
      return choiceInput('static_select', name, senderOptions(content), value);
    case 'quick_response':
      return responseInput(value, content.responses).element;
    case 'template':
      return templateSelect(name, value, input, content);
    case 'conversation':
      return conversationSelect(name, value);
  }
}

function textInput(action_id: string, value: Value, { kind, placeholder }: InputOf<'text' | 'lines'>) {
  const typed = [value ?? []].flat().join('\n');
  return {
    type: 'plain_text_input' as const,
    action_id,
    multiline: kind === 'lines',
    max_length: LONGEST_TYPED,
    ...(typed && { initial_value: cutToTyped(typed) }),
    ...(placeholder && { placeholder: plain(placeholder) }),
  };
}

/** Tells of each character, and has the focus where it is the first to be filled in. */
function liveness(name: string, focus: FieldName | undefined) {
  return {
    dispatch_action_config: { trigger_actions_on: ['on_character_entered' as const] },
    ...(name === focus && { focus_on_load: true }),
  };
}

function list(action_id: string, value: Value, input: InputOf<'list'>, lists: Lists): Element {
  if (!lists.isListable(input.list)) return textInput(action_id, value, { kind: 'text' });
  const chosen = typeof value === 'string' && value.length <= LONGEST_OPTION_VALUE ? value : '';
  return {
    type: 'external_select',
    action_id,
    min_query_length: 0,
    placeholder: plain(input.placeholder),
    ...(chosen && { initial_option: option(lists.nameOf(input.list, chosen) ?? chosen, chosen) }),
  };
}

function templateSelect(
  action_id: string,
  value: Value,
  { placeholder }: InputOf<'template'>,
  { templates }: ModalContent,
): Element {
  const chosen = typeof value === 'string' && value.length <= LONGEST_OPTION_VALUE ? value : '';
  return {
    type: 'external_select',
    action_id,
    min_query_length: 0,
    placeholder: plain(placeholder),
    ...(chosen && { initial_option: option(templates?.chosen?.name ?? CHOSEN_TEMPLATE, chosen) }),
  };
}

/** An attribute of the chosen template; one with a fallback may stay empty. */
export function attributeInput({ name, fallback }: TemplateAttribute, { values }: ModalContent): InputBlock {
  const id = attributeField(name);
  const { placeholder } = fallback ? { placeholder: truncate(fallback, LONGEST_PLACEHOLDER) } : {};
  const element = textInput(id, values[id], { kind: 'text', ...(placeholder && { placeholder }) });
  return {
    type: 'input',
    block_id: id,
    dispatch_action: true,
    optional: fallback !== undefined,
    label: { ...plain(name), emoji: false },
    element: { ...element, ...liveness(id, undefined) },
  };
}

function channelOptions({ channels }: ModalContent): Choice[] {
  return channels.map((channel) => ({ value: channel, label: channelOf(channel).label }));
}

function senderOptions({ senders = [] }: ModalContent): Choice[] {
  return senders.map((name) => ({ value: name, label: name }));
}

function conversationSelect(action_id: string, value: Value): Element {
  return {
    type: 'conversations_select',
    action_id,
    filter: POSTABLE,
    ...(typeof value === 'string' && value
      ? { initial_conversation: value }
      : { default_to_current_conversation: true }),
  };
}
