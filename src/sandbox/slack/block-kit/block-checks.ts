import type { Json } from '../json.ts';
import {
  boolean,
  byType,
  type Check,
  exactlyOne,
  integer,
  list,
  object,
  oneOf,
  type Rule,
  string,
} from './checks.ts';
import { anyText, blockId, plainText, slackFile, url } from './composition.ts';
import {
  accessories,
  actionElements,
  contextActionElements,
  image,
  inputBlockElements,
} from './element-checks.ts';
import type { Report, Surface } from './report.ts';
import { richText } from './rich-text-checks.ts';

/*
 * Blocks: https://docs.slack.dev/reference/block-kit/blocks
 */

const identified = { block_id: blockId };

/** Slack names the block's `type` as the place of this fault. */
const textOrFields: Rule = ({ text, fields }, report) => {
  if (text === undefined && fields === undefined)
    report.fault('must define either `text` or `fields`', 'type');
};

const noDispatchOfFiles: Rule = ({ element, dispatch_action }, report) => {
  if (dispatch_action === true && (element as Json | undefined)?.type === 'file_input') {
    report.fault('`file_input` does not support `dispatch_action`', 'dispatch_action');
  }
};

const everywhere: Record<string, Check> = {
  section: object({
    optional: {
      ...identified,
      text: anyText({ max: 3000 }),
      fields: list(anyText({ max: 2000 }), { min: 1, max: 10 }),
      accessory: byType(accessories),
      expand: boolean,
    },
    rules: [textOrFields],
  }),
  header: object({
    required: { text: plainText({ max: 150 }) },
    optional: { ...identified, level: integer({ min: 1, max: 4 }) },
  }),
  divider: object({ optional: identified }),
  image: object({
    required: { alt_text: string({ min: 1, max: 2000 }) },
    optional: { ...identified, image_url: url, slack_file: slackFile, title: plainText({ max: 2000 }) },
    rules: [exactlyOne('image_url', 'slack_file')],
  }),
  actions: object({
    required: { elements: list(byType(actionElements), { min: 1, max: 25 }) },
    optional: identified,
  }),
  context: object({
    required: { elements: list(contextElement(), { min: 1, max: 10 }) },
    optional: identified,
  }),
  input: object({
    required: { label: plainText({ max: 2000 }), element: byType(inputBlockElements) },
    optional: { ...identified, hint: plainText({ max: 2000 }), optional: boolean, dispatch_action: boolean },
    rules: [noDispatchOfFiles],
  }),
  rich_text: richText,
  video: object({
    required: {
      alt_text: string({ min: 1, max: 2000 }),
      title: plainText({ max: 199 }),
      thumbnail_url: url,
      video_url: url,
    },
    optional: {
      ...identified,
      author_name: string({ max: 49 }),
      description: plainText({ max: 200 }),
      provider_icon_url: url,
      provider_name: string(),
      title_url: url,
    },
  }),
};

const tableCell = byType({
  raw_text: object({ required: { text: string({ min: 1 }) } }),
  raw_number: object({
    required: { value: (value, report) => numberOnly(value, report) },
    optional: { text: string() },
  }),
  rich_text: richText,
});

const messagesOnly: Record<string, Check> = {
  markdown: object({ required: { text: countedMarkdown }, optional: identified }),
  context_actions: object({
    required: { elements: list(byType(contextActionElements), { min: 1, max: 5 }) },
    optional: identified,
  }),
  table: object({
    required: { rows: list(list(tableCell, { min: 1, max: 20 }), { min: 1, max: 100 }) },
    optional: {
      ...identified,
      column_settings: list(
        object({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: boolean } }),
        { max: 20 },
      ),
    },
  }),
};

/** The blocks of each surface. A `file` block appears in what is read, but cannot be posted. */
export const blocksOf: Record<Surface, Check> = {
  message: byType({ ...everywhere, ...messagesOnly }),
  modal: byType(everywhere),
  home: byType(everywhere),
};

function contextElement(): Check {
  const text = anyText({ max: 3000 });
  return (value, report) => {
    const isImage = (value as Json | null)?.type === 'image';
    (isImage ? image : text)(value, report);
  };
}

function countedMarkdown(value: unknown, report: Report): void {
  string({ min: 1, max: 12_000 })(value, report);
  if (typeof value === 'string') report.textLength += value.length;
}

function numberOnly(value: unknown, report: Report): void {
  if (typeof value !== 'number') report.fault('must be a number');
}
