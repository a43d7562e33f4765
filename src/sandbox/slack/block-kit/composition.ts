import { isJson, type Json, objectAt, objectsAt, stringAt } from '../json.ts';
import { boolean, byType, type Check, exactlyOne, list, object, oneOf, type Rule, string } from './checks.ts';
import type { Report } from './report.ts';

/*
 * Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects
 */

function counted(limits: { min?: number; max: number }): Check {
  const check = string(limits);
  return (value, report: Report) => {
    check(value, report);
    if (typeof value === 'string') report.textLength += value.length;
  };
}

type TextLimits = { max: number; min?: number };

const plainShape = ({ max, min = 1 }: TextLimits) =>
  object({ required: { text: counted({ min, max }) }, optional: { emoji: boolean } });
const mrkdwnShape = ({ max, min = 1 }: TextLimits) =>
  object({ required: { text: counted({ min, max }) }, optional: { verbatim: boolean } });

/** A plain_text object of at most `max` characters. */
export const plainText = (limits: TextLimits) => byType({ plain_text: plainShape(limits) });
/** A plain_text or mrkdwn object. */
export const anyText = (limits: TextLimits) =>
  byType({ plain_text: plainShape(limits), mrkdwn: mrkdwnShape(limits) });

export const actionId = string({ max: 255 });
export const blockId = string({ max: 255 });
export const url = string({ min: 1, max: 3000 });

export const confirm = object({
  required: { title: plainText({ max: 100 }), text: anyText({ max: 300 }) },
  optional: {
    confirm: plainText({ max: 30 }),
    deny: plainText({ max: 30 }),
    style: oneOf('primary', 'danger'),
  },
});

export const dispatchActionConfig = object({
  optional: {
    trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }),
  },
});

export const conversationFilter = object({
  optional: {
    include: list(oneOf('im', 'mpim', 'private', 'public'), { min: 1 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
});

export const slackFile = object({
  optional: { id: string({ min: 1 }), url },
  rules: [exactlyOne('id', 'url')],
});

/** mrkdwn only in radio buttons and checkboxes, a URL only in an overflow menu. */
export function option({
  markup = false,
  withUrl = false,
}: {
  markup?: boolean;
  withUrl?: boolean;
} = {}): Check {
  const text = markup ? anyText : plainText;
  return object({
    required: { text: text({ max: 75 }), value: string({ min: 1, max: 150 }) },
    optional: { description: text({ max: 75 }), ...(withUrl ? { url } : {}) },
  });
}

export const optionGroup = object({
  required: { label: plainText({ max: 75 }), options: list(option(), { min: 1, max: 100 }) },
});

/** `initial_option` and each of `initial_options` must be among the options of the element. */
export const initialAmongOptions: Rule = (element, report) => {
  const offered = new Set(
    [
      ...objectsAt(element, 'options'),
      ...objectsAt(element, 'option_groups').flatMap((group) => objectsAt(group, 'options')),
    ].map(optionKey),
  );
  const { initial_option: single, initial_options: several } = element;
  if (isJson(single) && !offered.has(optionKey(single))) {
    report.fault('must be one of the provided options', 'initial_option');
  }
  if (!Array.isArray(several)) return;
  for (const [index, one] of several.entries()) {
    if (isJson(one) && !offered.has(optionKey(one))) {
      report.fault('must be one of the provided options', 'initial_options', index);
    }
  }
};

/** Slack fills `emoji` in by itself, so it takes no part in the comparison. */
function optionKey(one: Json): string {
  const text = objectAt(one, 'text');
  const description = objectAt(one, 'description');
  return JSON.stringify([one.value, text?.type, stringAt(text, 'text'), stringAt(description, 'text')]);
}
