import { expect, test } from '@jest/globals';
import { decideApproval } from '../../../src/domain/approval/decide-approval.ts';
import type { Entry } from '../../../src/domain/kernel/actor.ts';
import type { Context } from '../../../src/domain/kernel/context.ts';
import type { Person } from '../../../src/domain/policy/people.ts';
import { DEFAULT_POLICY } from '../../../src/domain/policy/policy.ts';
import type { Applied } from '../../../src/domain/reach-out/applied.ts';
import type { ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { turnedClock } from '../../support/clock.ts';
import { SAMPLE_APPROVAL, sampleReachOut } from '../../support/sample-reach-out.ts';

const ACTOR = { kind: 'slack_user', userId: 'U2', door: 'approval' } as const;
const BEGIN = new Date('2026-01-01T00:00:00Z').getTime();
const somebody: Person = {
  ...{ id: 'U2', isBot: false, isGuest: false, isForeign: false, isDeactivated: false, isUnknown: false },
  ...{ isListed: true, names: ['U2'], unsure: [] },
};

/** What a person has approved of, so many minutes after it was asked for. */
async function approved(
  approval: Partial<ReachOut['approval']>,
  minutes: number,
  who: Partial<Person> = {},
  changes: Partial<ReachOut> = {},
) {
  let reachOut = sampleReachOut({
    ...{ state: 'awaiting_approval', approval: { ...SAMPLE_APPROVAL, ...approval }, ...changes },
  });
  const entries: Entry[] = [];
  const now = new Date(BEGIN + minutes * 60_000);
  const ctx = {
    actor: ACTOR,
    clock: { ...turnedClock(), ask: async () => now },
    policy: () => DEFAULT_POLICY,
    audit: { record: async (entry: Entry) => void entries.push(entry) },
    people: { identify: async () => ({ ...somebody, ...who }) },
    reachOuts: {
      find: async () => reachOut,
      async change(_: ReachOut, decide: (one: ReachOut) => Applied | undefined) {
        reachOut = decide(reachOut)?.reachOut ?? reachOut;
      },
    },
  } as unknown as Context;
  const obstacle = await decideApproval({ ctx, input: { id: 'x', userId: 'U2', decided: 'approved' } });
  return { obstacle, reachOut, now, entries };
}

test('it goes now, its age counting from then, or at the time that is still ahead', async () => {
  const { reachOut, now } = await approved({}, 59);
  expect(reachOut).toMatchObject({ state: 'requested', startAt: now, readyAt: now });
  const sendAt = '2026-01-01T00:30:00.000Z';
  const ahead = new Date(sendAt);
  const early = await approved({ sendAt }, 29);
  expect(early.reachOut).toMatchObject({ state: 'scheduled', startAt: ahead, readyAt: ahead });
  const late = await approved({ sendAt }, 31);
  expect(late.reachOut).toMatchObject({ state: 'requested', startAt: late.now, readyAt: late.now });
});

const NAMED = { sendAt: '2026-01-01T00:30:00.000Z' };
const HELD = { readyAt: new Date('2026-01-01T00:20:00Z') };
const TOLL_FREE = { request: { ...sampleReachOut().request, recipient: '+18005550199' } };

test.each<[string, Partial<ReachOut['approval']>, number, Partial<ReachOut>, boolean]>([
  ['as of when it was requested, a little later', {}, 4, {}, true],
  ['as of when it was requested, long after', {}, 59, {}, false],
  ['as of a time that is ahead', NAMED, 1, {}, true],
  ['as of a time that is just over', NAMED, 34, {}, true],
  ['as of a time that is long over', NAMED, 36, {}, false],
  ['as of when it was held, a little later', {}, 24, HELD, true],
  ['as of when it was held, long after', {}, 26, HELD, false],
  ['whatever time it is there', {}, 59, TOLL_FREE, true],
])('what was answered about closed hours %s holds or not', async (_, approval, minutes, changes, holds) => {
  const answered = ['contacted_before', 'hours'];
  const { obstacle, reachOut } = await approved(approval, minutes, {}, { ...changes, answered });
  expect(obstacle).toBeUndefined();
  expect(reachOut.answered).toEqual(holds ? answered : ['contacted_before']);
});

test.each<[string, Partial<Person>, number, string]>([
  ['in the moment that it lapses', {}, 60, 'lapsed'],
  ['by somebody who is not named', { names: [] }, 1, 'not_named'],
  ['by somebody who may be whoever asked', { unsure: ['U1'] }, 1, 'unidentified'],
  ['by whoever asked, under another id', { names: ['U2', 'U1'] }, 1, 'own'],
  ['by a guest', { isGuest: true }, 1, 'refused'],
  ['by somebody who is deactivated', { isDeactivated: true }, 1, 'refused'],
])('it is not approved %s', async (_, who, minutes, kind) => {
  const { obstacle, reachOut, entries } = await approved({}, minutes, who);
  expect(obstacle?.kind).toBe(kind);
  expect(reachOut.state).toBe('awaiting_approval');
  const account = {
    actor: ACTOR,
    action: 'refused',
    detail: { what: 'approve', reason: kind },
    reachOutId: 'x',
  };
  // Of whom nothing is known, nothing is decided.
  expect(entries).toEqual(kind === 'unidentified' ? [] : [account]);
});
