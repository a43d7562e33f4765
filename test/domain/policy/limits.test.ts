import { expect, test } from '@jest/globals';
import type { Context } from '../../../src/domain/kernel/context.ts';
import { decide } from '../../../src/domain/policy/decide.ts';
import { judgeStart } from '../../../src/domain/policy/judge.ts';
import { refusingLimits, type UsedUp, type Using } from '../../../src/domain/policy/limits.ts';
import { DEFAULT_POLICY, type LimitsRule } from '../../../src/domain/policy/policy.ts';
import { refusalText } from '../../../src/views/sentences/refusals.ts';
import { knownOnly } from '../../support/facts.ts';
import { sampleReachOut } from '../../support/sample-reach-out.ts';

const ASK: LimitsRule = { recipient: { most: 3, hours: 24, beyond: 'ask' } };
const REFUSE: LimitsRule = { recipient: { most: 3, hours: 24, beyond: 'refuse' } };
const ALL: LimitsRule = { ...ASK, person: { most: 100, hours: 24 }, workspace: { most: 1, hours: 1 } };

const now = new Date('2026-03-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

function said(limits: LimitsRule, usedUp: Omit<UsedUp, 'earlier' | 'countedAt'>) {
  const usedUpNow = { ...usedUp, earlier: [], countedAt: now };
  const facts = knownOnly({ recipient: '+12065550152', usedUp: usedUpNow });
  const verdict = decide(facts, {
    settings: { instanceId: 'i', channels: {} },
    policy: { ...DEFAULT_POLICY, limits },
  });
  if (verdict.kind === 'ask') return verdict.questions.map(({ name }) => name);
  return verdict.kind === 'allow' ? [] : verdict.refusals.map((one) => refusalText(one, 'Ada'));
}

test.each<[string, LimitsRule, Omit<UsedUp, 'earlier' | 'countedAt'>, string[]]>([
  ['room for all', ALL, {}, []],
  ['a number, which is asked about', ASK, { recipient: minutesAgo(60) }, ['contacted_before']],
  [
    'a number, which is refused',
    REFUSE,
    { recipient: minutesAgo(60) },
    ['That is all the policy allows: 3 reach-outs to one number in 24 hours. The next can go in 23 h.'],
  ],
  [
    'a refusal goes before a question',
    ALL,
    { recipient: minutesAgo(60), person: minutesAgo(23 * 60 + 25) },
    ['That is all the policy allows: 100 reach-outs by one person in 24 hours. The next can go in 35 min.'],
  ],
  [
    'one of all, in the last seconds',
    ALL,
    { workspace: new Date(now.getTime() - 3_599_500) },
    ['That is all the policy allows: 1 reach-out by all together in 1 hour. The next can go in 1 min.'],
  ],
  ['a limit that is gone meanwhile', {}, { person: minutesAgo(1) }, []],
])('%s', (_, limits, usedUp, expected) => {
  expect(said(limits, usedUp)).toEqual(expected);
});

test('what was asked about is no reason to refuse it later', () => {
  const { person, workspace } = ALL;
  expect(refusingLimits(ALL)).toEqual({ person, workspace });
  expect(refusingLimits(REFUSE)).toEqual(REFUSE);
});

test('on a card the time is said, since it is read later', () => {
  const limit = { of: 'person', most: 2, hours: 1, freeAt: now.toISOString(), inSeconds: 60 } as const;
  expect(refusalText({ rule: 'limits', limit }, 'Ada', true)).toContain(
    'The next can go after <!date^1772366400^',
  );
});

test('when its start is due, what refuses is counted again, and nothing where there are no limits', async () => {
  const reachOut = sampleReachOut();
  const asked: Using[] = [];
  const judgeWith = (limits: LimitsRule) =>
    judgeStart({
      ctx: {
        clock: { now: () => now },
        settings: { instanceId: 'i', channels: {} },
        policy: () => ({ ...DEFAULT_POLICY, limits }),
        people: { find: () => Promise.reject(new Error('Slack does not say')) },
        blocks: { of: async () => [] },
        reachOuts: {
          async usedUp(using: Using) {
            asked.push(using);
            return { person: minutesAgo(1), earlier: [], countedAt: now };
          },
        },
      } as unknown as Context,
      input: { reachOut, at: now },
    });
  expect((await judgeWith(ASK)).kind).not.toBe('refuse');
  expect(asked).toEqual([]);
  expect(await judgeWith(ALL)).toMatchObject({ kind: 'refuse', refusals: [{ rule: 'limits' }] });
  const { person, workspace } = ALL;
  expect(asked).toMatchObject([{ id: reachOut.id, at: reachOut.readyAt, limits: { person, workspace } }]);
});
