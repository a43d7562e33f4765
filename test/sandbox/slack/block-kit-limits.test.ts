import { describe, expect, test } from '@jest/globals';
import { validateMessageBlocks } from '../../../src/sandbox/slack/block-kit/message.ts';
import { optionsAnswerFaults } from '../../../src/sandbox/slack/block-kit/options-answer.ts';
import { validateView } from '../../../src/sandbox/slack/block-kit/view.ts';
import { SlackError } from '../../../src/sandbox/slack/slack-error.ts';
import { mrkdwn, plain } from './support.ts';

type Json = Record<string, unknown>;

function faultsOf(check: () => void): readonly string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return error.details.length > 0 ? error.details : [error.code];
  }
}

const message = (...blocks: Json[]) => faultsOf(() => validateMessageBlocks(blocks));
const modal = (extra: Json = {}) => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Send'),
  blocks: [{ type: 'divider' }],
  ...extra,
});
const view = (extra: Json) => faultsOf(() => validateView(modal(extra), 'modal'));
const x = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

const section = (length: number) => ({ type: 'section', text: mrkdwn(x(length)) });
const option = (index: number, text = `Option ${index}`) => ({ text: plain(text), value: `v${index}` });
const button = (extra: Json = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...extra });
const actions = (...elements: Json[]) => ({ type: 'actions', elements });
const select = (extra: Json = {}) => ({
  type: 'static_select',
  action_id: 'a',
  options: [option(1), option(2)],
  ...extra,
});
const input = (element: Json, extra: Json = {}) => ({
  type: 'input',
  label: plain('Label'),
  element: { action_id: 'a', ...element },
  ...extra,
});
const inModal = (element: Json, extra: Json = {}) => view({ blocks: [input(element, extra)] });
const confirm = (extra: Json) => ({ title: plain('Sure?'), text: plain('Really?'), ...extra });

type Limit = { name: string; max: number; at: (count: number) => readonly string[]; over: string };

const limits: Limit[] = [
  {
    name: 'blocks in a message',
    max: 50,
    at: (count) => message(...many(count, () => ({ type: 'divider' }))),
    over: 'no more than 50 items allowed [json-pointer:/blocks]',
  },
  {
    name: 'blocks in a view',
    max: 100,
    at: (count) => view({ blocks: many(count, () => ({ type: 'divider' })) }),
    over: 'no more than 100 items allowed [json-pointer:/view/blocks]',
  },
  ...(['title', 'submit', 'close'] as const).map((key) => ({
    name: `${key} of a view`,
    max: 24,
    at: (count: number) => view({ [key]: plain(x(count)) }),
    over: `must be less than 25 characters [json-pointer:/view/${key}/text]`,
  })),
  {
    name: 'private_metadata',
    max: 3000,
    at: (count) => view({ private_metadata: x(count) }),
    over: 'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  },
  ...(['callback_id', 'external_id'] as const).map((key) => ({
    name: key,
    max: 255,
    at: (count: number) => view({ [key]: x(count) }),
    over: `must be less than 256 characters [json-pointer:/view/${key}]`,
  })),
  {
    name: 'text of a section',
    max: 3000,
    at: (count) => message({ type: 'divider' }, section(count)),
    over: 'must be less than 3001 characters [json-pointer:/blocks/1/text/text]',
  },
  {
    name: 'fields of a section',
    max: 10,
    at: (count) => message({ type: 'section', fields: many(count, () => plain('f')) }),
    over: 'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  },
  {
    name: 'text of a field',
    max: 2000,
    at: (count) => message({ type: 'section', fields: [plain(x(count))] }),
    over: 'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  },
  {
    name: 'header',
    max: 150,
    at: (count) => message({ type: 'header', text: plain(x(count)) }),
    over: 'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  },
  {
    name: 'elements of actions',
    max: 25,
    at: (count) => message(actions(...many(count, (index) => button({ action_id: `a${index}` })))),
    over: 'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  },
  {
    name: 'elements of a context',
    max: 10,
    at: (count) => message({ type: 'context', elements: many(count, () => plain('c')) }),
    over: 'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  },
  {
    name: 'label of an input',
    max: 2000,
    at: (count) => inModal({ type: 'plain_text_input' }, { label: plain(x(count)) }),
    over: 'must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]',
  },
  {
    name: 'hint of an input',
    max: 2000,
    at: (count) => inModal({ type: 'plain_text_input' }, { hint: plain(x(count)) }),
    over: 'must be less than 2001 characters [json-pointer:/view/blocks/0/hint/text]',
  },
  {
    name: 'block_id',
    max: 255,
    at: (count) => message({ type: 'divider', block_id: x(count) }),
    over: 'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  },
  {
    name: 'action_id',
    max: 255,
    at: (count) => message(actions(button({ action_id: x(count) }))),
    over: 'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  },
  {
    name: 'text of a button',
    max: 75,
    at: (count) => message(actions(button({ text: plain(x(count)) }))),
    over: 'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  },
  {
    name: 'value of a button',
    max: 2000,
    at: (count) => message(actions(button({ value: x(count) }))),
    over: 'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  },
  {
    name: 'url of a button',
    max: 3000,
    at: (count) => message(actions(button({ url: x(count) }))),
    over: 'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]',
  },
  {
    name: 'title of a confirm',
    max: 100,
    at: (count) => message(actions(button({ confirm: confirm({ title: plain(x(count)) }) }))),
    over: 'must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]',
  },
  {
    name: 'text of a confirm',
    max: 300,
    at: (count) => message(actions(button({ confirm: confirm({ text: mrkdwn(x(count)) }) }))),
    over: 'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
  },
  {
    name: 'button of a confirm',
    max: 30,
    at: (count) => message(actions(button({ confirm: confirm({ deny: plain(x(count)) }) }))),
    over: 'must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/deny/text]',
  },
  {
    name: 'options of a select',
    max: 100,
    at: (count) => inModal(select({ options: many(count, option) })),
    over: 'no more than 100 items allowed [json-pointer:/view/blocks/0/element/options]',
  },
  {
    name: 'text of an option',
    max: 75,
    at: (count) => inModal(select({ options: [option(1, x(count))] })),
    over: 'must be less than 76 characters [json-pointer:/view/blocks/0/element/options/0/text/text]',
  },
  {
    name: 'value of an option',
    max: 150,
    at: (count) => inModal(select({ options: [{ text: plain('o'), value: x(count) }] })),
    over: 'must be less than 151 characters [json-pointer:/view/blocks/0/element/options/0/value]',
  },
  {
    name: 'description of an option',
    max: 75,
    at: (count) => inModal(select({ options: [{ ...option(1), description: plain(x(count)) }] })),
    over: 'must be less than 76 characters [json-pointer:/view/blocks/0/element/options/0/description/text]',
  },
  {
    name: 'placeholder',
    max: 150,
    at: (count) => inModal(select({ placeholder: plain(x(count)) })),
    over: 'must be less than 151 characters [json-pointer:/view/blocks/0/element/placeholder/text]',
  },
  ...(['radio_buttons', 'checkboxes'] as const).map((type) => ({
    name: `options of ${type}`,
    max: 10,
    at: (count: number) => inModal({ type, options: many(count, option) }),
    over: 'no more than 10 items allowed [json-pointer:/view/blocks/0/element/options]',
  })),
  {
    name: 'options of an overflow menu',
    max: 5,
    at: (count) => message(actions({ type: 'overflow', action_id: 'a', options: many(count, option) })),
    over: 'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
  },
  {
    name: 'max_length of a text input',
    max: 3000,
    at: (count) => inModal({ type: 'plain_text_input', max_length: count }),
    over: 'must be less than 3001 [json-pointer:/view/blocks/0/element/max_length]',
  },
  {
    name: 'initial_value of a text input',
    max: 3000,
    at: (count) => inModal({ type: 'plain_text_input', initial_value: x(count) }),
    over: 'must be less than 3001 characters [json-pointer:/view/blocks/0/element/initial_value]',
  },
  {
    name: 'initial_value under its max_length',
    max: 10,
    at: (count) => inModal({ type: 'plain_text_input', max_length: 10, initial_value: x(count) }),
    over: 'must be less than 11 characters [json-pointer:/view/blocks/0/element/initial_value]',
  },
  {
    name: 'max_files of a file input',
    max: 10,
    at: (count) => inModal({ type: 'file_input', max_files: count }),
    over: 'must be less than 11 [json-pointer:/view/blocks/0/element/max_files]',
  },
  {
    name: 'initial_date_time',
    max: 9_999_999_999,
    at: (count) => inModal({ type: 'datetimepicker', initial_date_time: count }),
    over: 'must be less than 10000000000 [json-pointer:/view/blocks/0/element/initial_date_time]',
  },
  {
    name: 'block text of one message together',
    max: 13_000,
    at: (count) => message(...many(4, () => section(3000)), section(count - 12_000)),
    over: 'msg_blocks_too_long',
  },
  {
    name: 'options of an answer to a suggestion',
    max: 100,
    at: (count) => optionsAnswerFaults({ options: many(count, option) }),
    over: 'no more than 100 items allowed [json-pointer:/options]',
  },
];

describe('a limit', () => {
  test.each(limits)('of $max: $name', ({ max, at, over }) => {
    expect(at(max)).toEqual([]);
    expect(at(max + 1)).toContain(over);
  });

  test('a view over 250 kB', () => {
    const bulky = (count: number) => many(count, () => ({ type: 'section', text: plain(x(2990)) }));
    expect(view({ blocks: bulky(80) })).toEqual([]);
    expect(view({ blocks: bulky(90) })).toEqual(['view_too_large']);
  });
});

describe('what is refused', () => {
  const refused: [string, readonly string[], string][] = [
    [
      'an unknown block',
      message({ type: 'nonsense' }),
      'unsupported type: nonsense [json-pointer:/blocks/0/type]',
    ],
    ['a block without type', message({}), 'missing required field: type [json-pointer:/blocks/0]'],
    [
      'an unknown property',
      message({ type: 'divider', colour: 1 }),
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    [
      'an empty section',
      message({ type: 'section' }),
      'must define either `text` or `fields` [json-pointer:/blocks/0/type]',
    ],
    [
      'an empty text',
      message(section(0)),
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'mrkdwn in a header',
      message({ type: 'header', text: mrkdwn('h') }),
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'a list without items',
      message(actions()),
      'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'no alt_text',
      message({ type: 'image', image_url: 'https://a.b/c.png' }),
      'missing required field: alt_text [json-pointer:/blocks/0]',
    ],
    [
      'null for an object',
      inModal(select({ initial_option: null })),
      'must provide an object [json-pointer:/view/blocks/0/element/initial_option]',
    ],
    [
      'a block_id twice',
      message({ type: 'divider', block_id: 'b' }, { type: 'divider', block_id: 'b' }),
      '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
    ],
    [
      'an action_id twice in a block',
      message(actions(button(), button())),
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      'a foreign initial_option',
      inModal(select({ initial_option: option(3) })),
      'must be one of the provided options [json-pointer:/view/blocks/0/element/initial_option]',
    ],
    [
      'an initial_option with other text',
      inModal(select({ initial_option: option(1, 'Other') })),
      'must be one of the provided options [json-pointer:/view/blocks/0/element/initial_option]',
    ],
    [
      'mrkdwn in a select option',
      inModal(select({ options: [{ text: mrkdwn('o'), value: 'v' }] })),
      'unsupported type: mrkdwn [json-pointer:/view/blocks/0/element/options/0/text/type]',
    ],
    [
      'a text input in actions',
      view({ blocks: [actions({ type: 'plain_text_input' })] }),
      'unsupported type: plain_text_input [json-pointer:/view/blocks/0/elements/0/type]',
    ],
    [
      'an e-mail input as accessory',
      message({ ...section(1), accessory: { type: 'email_text_input' } }),
      'unsupported type: email_text_input [json-pointer:/blocks/0/accessory/type]',
    ],
    [
      'a button in an input',
      inModal(button()),
      'unsupported type: button [json-pointer:/view/blocks/0/element/type]',
    ],
    [
      'a file input outside a modal',
      message(input({ type: 'file_input' })),
      'unsupported type: file_input [json-pointer:/blocks/0/element/type]',
    ],
    [
      'a file input that dispatches',
      inModal({ type: 'file_input' }, { dispatch_action: true }),
      '`file_input` does not support `dispatch_action` [json-pointer:/view/blocks/0/dispatch_action]',
    ],
    [
      'a number input without is_decimal_allowed',
      inModal({ type: 'number_input' }),
      'missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]',
    ],
    [
      'a number as the value of a number input',
      inModal({ type: 'number_input', is_decimal_allowed: false, min_value: 1 }),
      'must be a string [json-pointer:/view/blocks/0/element/min_value]',
    ],
    [
      'a select without options',
      inModal({ type: 'static_select' }),
      'must define either `options` or `option_groups` [json-pointer:/view/blocks/0/element]',
    ],
    [
      'an input without submit',
      faultsOf(() =>
        validateView(
          {
            ...modal({ blocks: [{ type: 'divider' }, input({ type: 'plain_text_input' })] }),
            submit: undefined,
          },
          'modal',
        ),
      ),
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]',
    ],
    [
      'a modal without blocks',
      view({ blocks: [] }),
      'no fewer than 1 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'a modal without title',
      faultsOf(() => validateView({ type: 'modal', blocks: [{ type: 'divider' }] }, 'modal')),
      'missing required field: title [json-pointer:/view]',
    ],
    [
      'a view that was read and sent back',
      view({ id: 'V1' }),
      'invalid additional property: id [json-pointer:/view]',
    ],
    [
      'a home as a modal',
      faultsOf(() => validateView(modal({ type: 'home' }), 'modal')),
      'unsupported type: home [json-pointer:/view/type]',
    ],
    [
      'markdown in a modal',
      view({ blocks: [{ type: 'markdown', text: 'm' }] }),
      'unsupported type: markdown [json-pointer:/view/blocks/0/type]',
    ],
    [
      'an answer with neither options nor groups',
      optionsAnswerFaults({}),
      'must define either `options` or `option_groups` [json-pointer:]',
    ],
  ];
  test.each(refused)('%s', (_name, faults, expected) => {
    expect(faults).toContain(expected);
  });
});

test('every element stands where it may', () => {
  const options = [option(1), option(2)];
  const elements: Json[] = [
    select(),
    { type: 'external_select', min_query_length: 0, initial_option: option(1) },
    { type: 'users_select', initial_user: 'U1' },
    { type: 'conversations_select', default_to_current_conversation: true, filter: { include: ['public'] } },
    { type: 'channels_select' },
    { type: 'multi_static_select', option_groups: [{ label: plain('g'), options }], max_selected_items: 2 },
    { type: 'multi_external_select' },
    { type: 'multi_users_select' },
    { type: 'multi_conversations_select' },
    { type: 'multi_channels_select' },
    { type: 'datepicker', initial_date: '2026-01-31' },
    { type: 'timepicker', initial_time: '23:59', timezone: 'Europe/London' },
    { type: 'datetimepicker', initial_date_time: 1_700_000_000 },
    { type: 'radio_buttons', options: [{ ...option(1), description: mrkdwn('*d*') }], focus_on_load: true },
    { type: 'checkboxes', options, initial_options: [option(2)] },
  ];
  const inputs: Json[] = [
    {
      type: 'plain_text_input',
      multiline: true,
      dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
    },
    { type: 'number_input', is_decimal_allowed: true, min_value: '1', max_value: '2.5' },
    { type: 'email_text_input' },
    { type: 'url_text_input' },
    { type: 'rich_text_input' },
    { type: 'file_input', filetypes: ['csv'] },
  ];
  const named = (element: Json, index: number) => ({ ...element, action_id: `a${index}` });
  expect(
    view({ blocks: [...elements, ...inputs].map((element, index) => input(named(element, index))) }),
  ).toEqual([]);
  expect(message(actions(...elements.map(named)))).toEqual([]);
});

test('rich text, tables, video and markdown in a message', () => {
  expect(
    message(
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { bold: true } }] },
          {
            type: 'rich_text_list',
            style: 'ordered',
            elements: [{ type: 'rich_text_section', elements: [] }],
          },
          { type: 'rich_text_quote', elements: [{ type: 'user', user_id: 'U1' }] },
          { type: 'rich_text_preformatted', elements: [{ type: 'link', url: 'https://a.b' }] },
        ],
      },
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: 'a' },
            { type: 'raw_number', value: 1 },
          ],
        ],
      },
      { type: 'markdown', text: '**m**' },
      {
        type: 'video',
        alt_text: 'v',
        title: plain('v'),
        thumbnail_url: 'https://a.b/t.png',
        video_url: 'https://a.b/v',
      },
      {
        type: 'context',
        elements: [{ type: 'image', image_url: 'https://a.b/c.png', alt_text: 'c' }, mrkdwn('c')],
      },
    ),
  ).toEqual([]);
});

test.each([
  ['an unknown element', { type: 'x' }, 'unsupported type: x', '/type'],
  ['an empty text', { type: 'text', text: '' }, 'must be more than 0 characters', '/text'],
  [
    'an empty label',
    { type: 'link', url: 'https://a.b', text: '' },
    'must be more than 0 characters',
    '/text',
  ],
])('rich text does not take %s', (_which, element, fault, place) => {
  for (const type of ['rich_text_section', 'rich_text_quote', 'rich_text_preformatted']) {
    expect(message({ type: 'rich_text', elements: [{ type, elements: [element] }] })).toEqual([
      `${fault} [json-pointer:/blocks/0/elements/0/elements/0${place}]`,
    ]);
  }
});
