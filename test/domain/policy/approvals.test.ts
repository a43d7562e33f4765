import { expect, test } from '@jest/globals';
import { type Approvable, approvalFor } from '../../../src/domain/policy/approvals.ts';
import type { ApprovalCondition, ApprovalRule } from '../../../src/domain/policy/policy.ts';

const rule = (when: ApprovalCondition): ApprovalRule => ({
  ...{ when, by: ['U1'], in: 'C1', lapsesAfterMinutes: 60 },
});

const US = '+12065550152';
const GERMAN = '+4930901820';
const TOLL_FREE = '+18005550152';
const OF_NO_COUNTRY = '+80012345678';

const TABLE: [what: string, when: ApprovalCondition, one: Partial<Approvable>, applies: boolean][] = [
  ['everything', {}, {}, true],
  ['its channel', { channels: ['voice', 'sms'] }, {}, true],
  ['another channel', { channels: ['voice'] }, {}, false],
  ['another country', { countriesOtherThan: ['US', 'CA'] }, { recipient: GERMAN }, true],
  ['a country that needs none', { countriesOtherThan: ['CA', 'US'] }, {}, false],
  ['every country', { countriesOtherThan: [] }, {}, true],
  ['a number of no country', { countriesOtherThan: ['US'] }, { recipient: OF_NO_COUNTRY }, true],
  [
    'a toll-free number that countries share',
    { countriesOtherThan: ['CA'] },
    { recipient: TOLL_FREE },
    false,
  ],
  ['what is no number', { countriesOtherThan: ['US'] }, { recipient: '+1' }, true],
  ['a first contact', { firstContact: true }, { isFirstContact: true }, true],
  ['another contact', { firstContact: true }, { isFirstContact: false }, false],
  ['nobody knows whether it is the first', { firstContact: true }, {}, true],
  ['one alone', { moreThan: 1 }, {}, false],
  ['a list that is just as long', { moreThan: 50 }, { rows: 50 }, false],
  ['a longer list', { moreThan: 50 }, { rows: 51 }, true],
  ['all that is given', { channels: ['sms'], countriesOtherThan: ['GB'], firstContact: true }, {}, true],
  ['all but one', { channels: ['sms'], countriesOtherThan: ['US'], firstContact: true }, {}, false],
];

test.each(TABLE)('%s', (_, when, one, applies) => {
  const approvable: Approvable = { recipient: US, channel: 'sms', ...one };
  expect(approvalFor(approvable, { approvals: [rule(when)] })).toEqual(
    applies ? { ...rule(when), rule: 1 } : undefined,
  );
});

test('of several the first that applies, by its number', () => {
  const approvals = [rule({ channels: ['voice'] }), rule({ firstContact: true }), rule({})];
  const of = (isFirstContact: boolean) =>
    approvalFor({ recipient: US, channel: 'sms', isFirstContact }, { approvals })?.rule;
  expect([of(true), of(false)]).toEqual([2, 3]);
  expect(approvalFor({ recipient: US, channel: 'sms' }, { approvals: [] })).toBeUndefined();
});
