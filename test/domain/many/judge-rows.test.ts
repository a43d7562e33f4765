import { expect, test } from '@jest/globals';
import {
  attributeFaults,
  fillIn,
  fillTemplateIn,
  placeholderFaults,
} from '../../../src/domain/many/fill-in.ts';
import { judgeRows, type ListPlan } from '../../../src/domain/many/judge-rows.ts';
import { attributesText, placeholderText } from '../../../src/views/sentences/list-file.ts';

const COLUMNS = ['Phone', 'First name', 'Order', 'Twice', 'twice'];

test.each([
  ['Hi {{First name}}, order {{order}} is ready', 'Hi Zoë, order 0042 is ready'],
  ['{{FIRST_NAME}}{{ firstname }}', 'ZoëZoë'],
  ['nothing to fill in { } {{ } }', 'nothing to fill in { } {{ } }'],
])('%s', (message, text) => {
  expect(placeholderFaults(message, COLUMNS)).toBeUndefined();
  expect(fillIn(message, COLUMNS, ['', ' Zoë ', '="0042"', '', ''])).toEqual({ text });
});

test('what a row brings along is not filled in again', () => {
  expect(fillIn('{{Order}} $&', COLUMNS, ['', 'Zoë', '{{First name}} $1', '', ''])).toEqual({
    text: '{{First name}} $1 $&',
  });
});

test.each([
  [
    '{{Surname}} {{First name}} {{surname}} {{}}',
    { unknown: ['Surname', 'surname', ''], ambiguous: [] },
    'No column is called “Surname”. The file has “Phone”, “First name”, “Order”, “Twice”, “twice”.',
  ],
  [
    '{{Twice}}',
    { unknown: [], ambiguous: ['Twice'] },
    'More than one column is called “Twice”. Give each a name of its own in the file.',
  ],
])('names of columns that there are not, or not once: %s', (message, faults, sentence) => {
  expect(placeholderFaults(message, COLUMNS)).toEqual(faults);
  expect(placeholderText(faults, COLUMNS)).toBe(sentence);
});

const TEMPLATE = {
  text: '{{first_name}}, {{ Order }}: {{shop}} {{Customer.FirstName}}',
  attributes: [{ name: 'first_name' }, { name: 'Order' }, { name: 'shop', fallback: 'our shop' }],
};

test.each([
  ['each from its column', COLUMNS, [' Zoë ', '="0042"'], 'Zoë, 0042: our shop {{Customer.FirstName}}'],
  [
    'the fallback only where there is nothing',
    [...COLUMNS, 'SHOP'],
    ['Zoë', '{{shop}}', '', '', 'Main Street'],
    'Zoë, {{shop}}: Main Street {{Customer.FirstName}}',
  ],
])('a template of a row: %s', (_, columns, [name = '', order = '', ...others], text) => {
  expect(attributeFaults(TEMPLATE.attributes, columns)).toBeUndefined();
  expect(fillTemplateIn(TEMPLATE, columns, ['', name, order, ...others])).toMatchObject({ text });
});

test('a row has nothing for an attribute', () => {
  expect(fillTemplateIn(TEMPLATE, COLUMNS, ['', '', '7', '', ''])).toEqual({ missing: ['First name'] });
});

test('attributes without a column, and with two', () => {
  const attributes = [...TEMPLATE.attributes, { name: 'day' }, { name: 'TWICE', fallback: 'x' }];
  const faults = attributeFaults(attributes, COLUMNS);
  expect(faults).toEqual({ unknown: ['day'], ambiguous: ['TWICE'] });
  expect(attributesText({ unknown: ['day'], ambiguous: [] }, ['a', 'b'])).toBe(
    'The template needs “day”, and the file has no such column: it has “a”, “b”. Give it a column of that name.',
  );
});

const PLAN: ListPlan = {
  columns: ['phone', 'name'],
  numberColumn: 0,
  channel: 'sms',
  message: 'Hi {{name}}',
  defaultCountry: 'US',
};

test.each<[string, string[], object]>([
  [
    'a number',
    ['206 555 0152', 'Zoë'],
    { recipient: '+12065550152', isKnown: true, message: 'Hi Zoë', parts: 1 },
  ],
  ['of another country', ['+44 7700 900123', 'Zoë'], { recipient: '+447700900123' }],
  ["Excel's formula", ['="+12065550152"', 'Zoë'], { recipient: '+12065550152' }],
  ["Excel's apostrophe", ["'2065550152", 'Zoë'], { recipient: '+12065550152' }],
  ['an amount', ['12065550152.0', 'Zoë'], { recipient: '+12065550152' }],
  ['a range that may not be in use', ['+1 206 255 0152', 'Zoë'], { isKnown: expect.any(Boolean) }],
  ['several parts', ['2065550152', 'x'.repeat(200)], { parts: 2 }],
])('goes: %s', async (_, cells, ready) => {
  const judged = await judgeRows([{ line: 2, cells }], PLAN);
  expect(judged).toMatchObject({ ready: [{ line: 2, ...ready }], faults: [] });
});

test.each<[string, string[], object]>([
  ['no number', [' ', 'Zoë'], { kind: 'no_number' }],
  ['a word', ['Zoë', 'Zoë'], { kind: 'number', message: expect.stringContaining("isn't a phone number") }],
  [
    'what a spreadsheet has left of it',
    ['1.2065550152E+10', 'Zoë'],
    { kind: 'number', message: expect.stringContaining('spreadsheet has shortened') },
  ],
  ['nothing to fill in', ['2065550152', ' '], { kind: 'missing', columns: ['name'] }],
  [
    'a message that becomes too long',
    ['2065550152', 'x'.repeat(1_022)],
    { kind: 'message', message: 'The message is 1 character too long for SMS (at most 1,024). Shorten it.' },
  ],
])('does not go: %s', async (_, cells, fault) => {
  const judged = await judgeRows([{ line: 2, cells }], PLAN);
  expect(judged).toEqual({ ready: [], faults: [{ line: 2, fault }] });
});

test('a number goes once, with the first row that can go', async () => {
  const rows = [
    ['2065550152', ''],
    ['+12065550152', 'Zoë'],
    ['(206) 555-0152', 'Ada'],
  ].map((cells, at) => ({ line: at + 2, cells }));
  const judged = await judgeRows(rows, PLAN);
  expect(judged.ready.map(({ line }) => line)).toEqual([3]);
  expect(judged.faults).toEqual([
    { line: 2, fault: { kind: 'missing', columns: ['name'] } },
    { line: 4, fault: { kind: 'twice', first: 3 } },
  ]);
});
