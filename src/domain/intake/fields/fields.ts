import { CHANNELS, type Channel } from '../../channels/registry.ts';
import { CALL_FIELDS } from './call-fields.ts';
import { CHAT_FIELDS } from './chat-fields.ts';
import { type Field, OPTION_GROUPS } from './field.ts';
import { FIRST_FIELDS } from './first-fields.ts';

const OPTION_FIELDS = { chat: CHAT_FIELDS, call: CALL_FIELDS };

/**
 * Every field there is. A field's name is both block_id and action_id of its input, so the names are what
 * Slack sends back, what errors are keyed by and what drafts are stored under.
 */
export const FIELDS = { ...FIRST_FIELDS, ...CHAT_FIELDS, ...CALL_FIELDS };

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/** Widened to the contract, for what treats all fields alike. */
export function fieldOf(name: FieldName): Field {
  return FIELDS[name];
}

export interface OptionGroup {
  group: keyof typeof OPTION_GROUPS;
  label: string;
  names: FieldName[];
}

/** What "More options" shows for a channel, group by group. */
export function optionGroupsOf(channel: Channel): OptionGroup[] {
  const names = Object.keys(OPTION_FIELDS[CHANNELS[channel].kind]) as FieldName[];
  const groups = Object.keys(OPTION_GROUPS) as OptionGroup['group'][];
  return groups
    .map((group) => ({
      group,
      label: OPTION_GROUPS[group],
      names: names.filter((name) => fieldOf(name).group === group),
    }))
    .filter((one) => one.names.length > 0);
}

/** The fields that the form follows while they are filled in. */
export const LIVE_FIELDS = FIELD_NAMES.filter((name) => 'isLive' in FIELDS[name].input);

export function isOption(name: string): boolean {
  return !(name in FIRST_FIELDS);
}
