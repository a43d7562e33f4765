import {
  boolean,
  type Check,
  exactlyOne,
  integer,
  list,
  object,
  oneOf,
  type Rule,
  string,
} from './checks.ts';
import {
  actionId,
  confirm,
  conversationFilter,
  initialAmongOptions,
  option,
  optionGroup,
  plainText,
  slackFile,
  url,
} from './composition.ts';
import { inputElements } from './input-element-checks.ts';

/*
 * Elements that stand in actions and section blocks: https://docs.slack.dev/reference/block-kit/block-elements
 */

const actionable = { action_id: actionId };
const interactive = { ...actionable, confirm, focus_on_load: boolean };
const menu = { ...interactive, placeholder: plainText({ max: 150 }) };
const maxSelected = { max_selected_items: integer({ min: 1 }) };
const id = string({ min: 1 });

const someOptions = {
  options: list(option(), { min: 1, max: 100 }),
  option_groups: list(optionGroup, { min: 1, max: 100 }),
};
const fewOptions = list(option({ markup: true }), { min: 1, max: 10 });
const conversations = {
  default_to_current_conversation: boolean,
  filter: conversationFilter,
};

export const image = object({
  required: { alt_text: string({ min: 1, max: 2000 }) },
  optional: { image_url: url, slack_file: slackFile },
  rules: [exactlyOne('image_url', 'slack_file')],
});

const button = object({
  required: { text: plainText({ max: 75 }) },
  optional: {
    ...actionable,
    confirm,
    value: string({ max: 2000 }),
    url,
    style: oneOf('primary', 'danger'),
    accessibility_label: string({ min: 1, max: 75 }),
  },
});

/** An option that was there before is only checked for its form: an external select lists none. */
const single = { initial_option: option() };
const several = { initial_options: list(option(), { min: 1, max: 100 }) };
const optionSource: Rule[] = [exactlyOne('options', 'option_groups'), initialAmongOptions];
const minQuery = { min_query_length: integer({ min: 0 }) };

export const actionElements: Readonly<Record<string, Check>> = {
  button,
  overflow: object({
    required: { options: list(option({ withUrl: true }), { min: 1, max: 5 }) },
    optional: { ...actionable, confirm },
  }),
  checkboxes: object({
    required: { options: fewOptions },
    optional: { ...interactive, initial_options: fewOptions },
    rules: [initialAmongOptions],
  }),
  radio_buttons: object({
    required: { options: fewOptions },
    optional: { ...interactive, initial_option: option({ markup: true }) },
    rules: [initialAmongOptions],
  }),
  static_select: object({ optional: { ...menu, ...someOptions, ...single }, rules: optionSource }),
  multi_static_select: object({
    optional: { ...menu, ...someOptions, ...several, ...maxSelected },
    rules: optionSource,
  }),
  external_select: object({ optional: { ...menu, ...single, ...minQuery } }),
  multi_external_select: object({ optional: { ...menu, ...several, ...minQuery, ...maxSelected } }),
  users_select: object({ optional: { ...menu, initial_user: id } }),
  multi_users_select: object({ optional: { ...menu, initial_users: list(id), ...maxSelected } }),
  conversations_select: object({
    optional: { ...menu, ...conversations, initial_conversation: id, response_url_enabled: boolean },
  }),
  multi_conversations_select: object({
    optional: { ...menu, ...conversations, initial_conversations: list(id), ...maxSelected },
  }),
  channels_select: object({ optional: { ...menu, initial_channel: id, response_url_enabled: boolean } }),
  multi_channels_select: object({ optional: { ...menu, initial_channels: list(id), ...maxSelected } }),
  datepicker: object({ optional: { ...menu, initial_date: string({ pattern: /^\d{4}-\d{2}-\d{2}$/ }) } }),
  timepicker: object({
    optional: { ...menu, initial_time: string({ pattern: /^([01]\d|2[0-3]):[0-5]\d$/ }), timezone: id },
  }),
  datetimepicker: object({
    optional: { ...interactive, initial_date_time: integer({ min: 1_000_000_000, max: 9_999_999_999 }) },
  }),
};

/** Elements for the `element` of an input block: all that hold a value. */
export const inputBlockElements: Readonly<Record<string, Check>> = {
  ...Object.fromEntries(
    Object.entries(actionElements).filter(([type]) => type !== 'button' && type !== 'overflow'),
  ),
  ...inputElements,
};

/** Elements for the `accessory` of a section. */
export const accessories: Readonly<Record<string, Check>> = {
  ...Object.fromEntries(Object.entries(actionElements).filter(([type]) => type !== 'datetimepicker')),
  image,
};

export const contextActionElements: Readonly<Record<string, Check>> = {
  icon_button: object({
    required: { icon: id, text: plainText({ max: 75 }) },
    optional: {
      ...actionable,
      confirm,
      value: string({ max: 2000 }),
      accessibility_label: string({ min: 1, max: 75 }),
      visible_to_user_ids: list(id),
    },
  }),
  feedback_buttons: object({
    required: { positive_button: feedbackButton(), negative_button: feedbackButton() },
    optional: actionable,
  }),
};

function feedbackButton(): Check {
  return object({
    required: { text: plainText({ max: 75 }), value: string({ max: 2000 }) },
    optional: { accessibility_label: string({ min: 1, max: 75 }) },
  });
}
