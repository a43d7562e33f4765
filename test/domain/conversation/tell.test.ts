import { expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import { beginConversation } from '../../../src/domain/conversation/conversation.ts';
import type { Heard } from '../../../src/domain/conversation/line.ts';
import { gather, linesOf } from '../../../src/domain/conversation/tell.ts';
import { sampleReachOut } from '../../support/sample-reach-out.ts';

const NOW = new Date('2026-03-03T09:00:00Z');
const ago = (seconds: number) => addSeconds(NOW, -seconds).toISOString();

const heard = (n: number, change: Partial<Heard> = {}): Heard => ({
  ...{
    kind: 'heard',
    id: `m${String(n).padStart(3, '0')}`,
    at: ago(1),
    heardAt: ago(1),
    speaker: 'customer',
  },
  ...{ what: 'text', text: `message ${n}` },
  ...change,
});

const gathered = (lines: Heard[]) => {
  const reachOut = sampleReachOut({ state: 'started', conversation: beginConversation(NOW), lines });
  return linesOf(gather(reachOut, `message:${lines[0]?.id}`, NOW), `message:${lines[0]?.id}`);
};
const many = (count: number, change: (n: number) => Partial<Heard> = () => ({})) =>
  Array.from({ length: count }, (_, n) => heard(n, change(n)));

test.each<[string, Heard[], number]>([
  ['a burst of one speaker', many(30), 30],
  ['more than a message is to hold', many(80), 50],
  ['two who speak in turn', many(80, (n) => ({ speaker: n % 2 ? 'customer' : 'agent' })), 14],
  ['two agents by name', many(80, (n) => ({ speaker: 'agent', name: `Ana ${n}` })), 14],
  ['long ones', many(80, () => ({ text: 'x'.repeat(1_000) })), 8],
])('one message tells %s', (_, lines, told) => {
  expect(gathered(lines)).toHaveLength(told);
});

test('what is told more than a minute after it was written says when that was', () => {
  const lines = [heard(1, { at: ago(61) }), heard(2, { at: ago(60) })];
  expect(gathered(lines).map(({ isLate = false }) => isLate)).toEqual([true, false]);
});
