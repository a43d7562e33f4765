import { expect, test } from '@jest/globals';
import { decide } from '../../../src/domain/policy/decide.ts';
import { DEFAULT_POLICY, type Stance } from '../../../src/domain/policy/policy.ts';
import { whenDue } from '../../../src/domain/policy/when-due.ts';
import { refusalText } from '../../../src/views/sentences/refusals.ts';
import { knownOnly } from '../../support/facts.ts';

const SEATTLE = '+12065550152';
const TOLL_FREE = '+18005550199';
/** 04:00 in Seattle. */
const night = new Date('2026-03-02T12:00:00Z');

function due(recipient: string, outside: Stance, answered: string[] = []) {
  const policy = { ...DEFAULT_POLICY, hours: { ...DEFAULT_POLICY.hours, outside } };
  const facts = knownOnly({ recipient, channel: 'voice', goes: { at: night, isNamed: true } });
  return whenDue(decide(facts, { settings: { instanceId: 'i', channels: {} }, policy }), answered);
}

test('closed hours put off what nobody has answered for, and it says by which answer it may go', () => {
  expect(due(SEATTLE, 'ask')).toMatchObject({ kind: 'later', question: { name: 'hours' } });
  expect(due(SEATTLE, 'ask', ['hours']).kind).toBe('allow');
  expect(due(SEATTLE, 'refuse')).not.toHaveProperty('question');
});

test('where it is not known what time it is, it goes only where that was answered', () => {
  const unanswered = due(TOLL_FREE, 'ask');
  expect(unanswered).toMatchObject({ kind: 'refuse', question: { name: 'hours' } });
  const texts = unanswered.kind === 'refuse' ? unanswered.refusals.map((one) => refusalText(one, 'Ada')) : [];
  expect(texts).toEqual([expect.stringMatching(/^It isn't known what time it is there, .* Press Try again/)]);
  expect(due(TOLL_FREE, 'ask', ['hours']).kind).toBe('allow');
  expect(due(TOLL_FREE, 'allow').kind).toBe('allow');
});
