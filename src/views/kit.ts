import type {
  Checkboxes,
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
