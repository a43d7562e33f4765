import { expect, test } from '@jest/globals';
import { choose, chooseNumber, inOrderFor } from '../../../src/domain/setup/choose.ts';
import type { NumberItem } from '../../../src/domain/setup/inventory.ts';

const flow = (id: string, name: string, obstacle?: string) => ({
  ...{ id, name, arn: `arn:aws:connect:us-west-2:111122223333:instance/i/contact-flow/${id}` },
  ...(obstacle && { obstacle }),
});

const FLOWS = [
  flow('f1', 'Reach Out SMS'),
  flow('f2', 'Draft', 'is not published'),
  flow('f3', 'Twice'),
  flow('f4', 'Twice'),
  flow('f5', 'Again', 'is archived'),
  flow('f6', 'Again'),
  flow('f7', 'f1'),
];

test.each([
  ['its name', 'Reach Out SMS', 'f1'],
  ['its name in other letters', ' reach out sms ', 'f1'],
  ['its id, whatever another is called', 'f1', 'f1'],
  ['its ARN', 'arn:aws:connect:us-west-2:111122223333:instance/i/contact-flow/f3', 'f3'],
  ['the name of several of which one can be used', 'Again', 'f6'],
])('is found by %s', (_what, asked, id) => {
  expect(choose(asked, FLOWS, 'flow')).toEqual({ ok: true, item: FLOWS.find((one) => one.id === id) });
});

test.each([
  ['Nope', 'there is no flow "Nope" among Reach Out SMS, Twice, Twice, Again, f1'],
  ['Draft', 'the flow "Draft" is not published'],
  ['f5', 'the flow "Again" is archived'],
  ['Twice', '2 flows are called "Twice": give the id of one'],
])('%s is not: %s', (asked, fault) => {
  expect(choose(asked, FLOWS, 'flow')).toEqual({ ok: false, fault });
});

test('says that there is none at all, and does not name hundreds', () => {
  expect(choose('a', [], 'queue')).toEqual({
    ok: false,
    fault: 'there is no queue "a", as there is no queue that can be used',
  });
  const many = Array.from({ length: 13 }, (_, index) => flow(`id${index}`, `n${index}`));
  expect(choose('a', many, 'flow')).toMatchObject({ fault: expect.stringMatching(/n9 and 3 more$/) });
});

const number = (digits: string, channel?: NumberItem['channel']): NumberItem => ({
  ...{ id: `id-${digits}`, arn: `arn:aws:connect:r:1:phone-number/id-${digits}` },
  ...{ name: `n${digits}`, number: `+${digits}` },
  ...(channel && { channel }),
});
const NUMBERS = [number('12065550100'), number('12065550102', 'whatsapp'), number('12065550101', 'sms')];

test.each(['+1 206 555 0101', '1 (206) 555-0101', '+12065550101', 'n12065550101', NUMBERS[2]?.arn ?? ''])(
  'a number is found by %s',
  (asked) => {
    expect(chooseNumber(asked, NUMBERS)).toEqual({ ok: true, item: NUMBERS[2] });
  },
);

test('numbers of another channel come last', () => {
  const order = (channel?: NumberItem['channel']) =>
    inOrderFor(channel, NUMBERS).map((one) => one.channel ?? 'calls');
  expect(order('sms')).toEqual(['sms', 'calls', 'whatsapp']);
  expect(order('whatsapp')).toEqual(['whatsapp', 'calls', 'sms']);
  expect(order()).toEqual(['calls', 'whatsapp', 'sms']);
});
