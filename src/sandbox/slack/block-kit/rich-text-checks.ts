import { anything, boolean, byType, type Check, integer, list, object, oneOf, string } from './checks.ts';
import { blockId } from './composition.ts';
import type { Report } from './report.ts';

/*
 * rich_text: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */

const some = string({ min: 1 });
const textStyle = object({
  optional: {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    code: boolean,
    underline: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
});
const styled = { style: textStyle };

const countedText: Check = (value, report: Report) => {
  some(value, report);
  if (typeof value === 'string') report.textLength += value.length;
};

const inline: Check = byType({
  text: object({ required: { text: countedText }, optional: styled }),
  link: object({ required: { url: some }, optional: { ...styled, text: countedText, unsafe: boolean } }),
  emoji: object({
    required: { name: some },
    optional: { ...styled, unicode: some, url: some, skin_tone: integer({ min: 1, max: 6 }) },
  }),
  user: object({ required: { user_id: some }, optional: styled }),
  usergroup: object({ required: { usergroup_id: some }, optional: styled }),
  channel: object({ required: { channel_id: some }, optional: styled }),
  team: object({ required: { team_id: some }, optional: styled }),
  broadcast: object({ required: { range: oneOf('here', 'channel', 'everyone') }, optional: styled }),
  color: object({ required: { value: some }, optional: styled }),
  date: object({
    required: { timestamp: integer(), format: some },
    optional: { ...styled, url: some, fallback: string() },
  }),
});

const inlines = { elements: list(inline) };
const border = { border: integer({ min: 0, max: 1 }) };
const section = object({ required: inlines });

const parts: Record<string, Check> = {
  rich_text_section: section,
  rich_text_preformatted: object({ required: inlines, optional: { ...border, language: anything } }),
  rich_text_quote: object({ required: inlines, optional: border }),
  rich_text_list: object({
    required: { elements: list(byType({ rich_text_section: section })), style: oneOf('bullet', 'ordered') },
    optional: { ...border, indent: integer({ min: 0, max: 8 }), offset: integer({ min: 0 }) },
  }),
};

export const richText: Check = object({
  required: { elements: list(byType(parts), { min: 1 }) },
  optional: { block_id: blockId },
});
