import type {
  Checkboxes,
  ConfirmationDialog,
  ContextBlock,
  ConversationsSelect,
  MultiStaticSelect,
  Option,
  PlainTextElement,
  RadioButtons,
  SectionBlock,
  StaticSelect,
} from '@slack/types';
import { LONGEST_OPTION } from './limits.ts';
import { truncate } from './text.ts';

export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text };
}

export function option(label: string, value: string): Option & { text: PlainTextElement; value: string } {
  return { text: plain(truncate(label, LONGEST_OPTION)), value };
}

export interface Choice {
  value: string;
  label: string;
  description?: string;
}

const TAKES_ONE = ['static_select', 'radio_buttons'];
type ChoiceElement = StaticSelect | RadioButtons | MultiStaticSelect | Checkboxes;

/** A choice of one or several, with what is chosen already. */
export function choiceInput(
  type: ChoiceElement['type'],
  action_id: string,
  choices: Choice[],
  chosen: string | string[] | undefined,
): ChoiceElement {
  const options = choices.map(({ label, value, description }) => ({
    ...option(label, value),
    ...(description && { description: plain(description) }),
  }));
  const initial = options.filter(({ value }) => [chosen].flat().includes(value));
  const kept = TAKES_ONE.includes(type) ? { initial_option: initial[0] } : { initial_options: initial };
  return { type, action_id, options, ...(initial.length > 0 && kept) } as ChoiceElement;
}

/** Text in Slack's markup, in which only what is marked up becomes a link. */
export function section(text: string, accessory?: SectionBlock['accessory']): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true }, ...(accessory && { accessory }) };
}

/** The same in small print. */
export function smallPrint(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

/** Plain text in small print, for a form. */
export function note(text: string, block_id?: string): ContextBlock {
  return { type: 'context', ...(block_id && { block_id }), elements: [plain(text)] };
}

/** Asks before a button does what it says. */
export function dialog({
  title,
  text,
  yes,
  no,
}: Record<'title' | 'text' | 'yes' | 'no', string>): ConfirmationDialog {
  return { title: plain(title), text: plain(text), confirm: plain(yes), deny: plain(no) };
}

/** The conversations that can be picked for what Reach Out posts; those that other organizations read are up to the policy. */
export const POSTABLE: NonNullable<ConversationsSelect['filter']> = {
  include: ['public', 'private', 'mpim', 'im'],
  exclude_external_shared_channels: false,
};
