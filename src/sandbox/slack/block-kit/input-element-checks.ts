import { boolean, byType, type Check, integer, list, object, type Rule, string } from './checks.ts';
import { actionId, dispatchActionConfig, plainText } from './composition.ts';
import { richText } from './rich-text-checks.ts';

/*
 * Elements that stand in input blocks only: https://docs.slack.dev/reference/block-kit/block-elements
 */

const TEXT_LIMIT = 3000;

const typed = {
  action_id: actionId,
  focus_on_load: boolean,
  placeholder: plainText({ max: 150 }),
  dispatch_action_config: dispatchActionConfig,
};
const numeral = string({ pattern: /^-?\d+(\.\d+)?$/ });

/** `min` must not be over `max`, whether they are given as numbers or as strings. */
const ordered =
  (min: string, max: string): Rule =>
  (element, report) => {
    if (element[min] === undefined || element[max] === undefined) return;
    if (Number(element[min]) > Number(element[max])) report.fault(`must not be greater than \`${max}\``, min);
  };

const initialFits: Rule = ({ initial_value, max_length }, report) => {
  if (typeof initial_value !== 'string' || typeof max_length !== 'number') return;
  if (initial_value.length > max_length)
    report.fault(`must be less than ${max_length + 1} characters`, 'initial_value');
};

/** A file_input works in modals only, whatever block it stands in. */
const modalOnly: Rule = (_element, report) => {
  if (report.surface !== 'modal') report.fault('unsupported type: file_input', 'type');
};

export const inputElements: Readonly<Record<string, Check>> = {
  plain_text_input: object({
    optional: {
      ...typed,
      initial_value: string({ max: TEXT_LIMIT }),
      multiline: boolean,
      min_length: integer({ min: 0, max: TEXT_LIMIT }),
      max_length: integer({ min: 1, max: TEXT_LIMIT }),
    },
    rules: [ordered('min_length', 'max_length'), initialFits],
  }),
  number_input: object({
    required: { is_decimal_allowed: boolean },
    optional: { ...typed, initial_value: numeral, min_value: numeral, max_value: numeral },
    rules: [ordered('min_value', 'max_value')],
  }),
  email_text_input: object({ optional: { ...typed, initial_value: string() } }),
  url_text_input: object({ optional: { ...typed, initial_value: string() } }),
  rich_text_input: object({
    optional: {
      ...typed,
      initial_value: byType({ rich_text: richText }),
      min_lines: integer({ min: 1, max: 100 }),
      max_lines: integer({ min: 1, max: 100 }),
    },
  }),
  file_input: object({
    optional: {
      action_id: actionId,
      filetypes: list(string({ min: 1 }), { min: 1 }),
      max_files: integer({ min: 1, max: 10 }),
    },
    rules: [modalOnly],
  }),
};
