import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Block } from '../../src/domain/blocks/block.ts';
import type { Context } from '../../src/domain/kernel/context.ts';
import { feed } from '../../src/domain/many/feed.ts';
import type { List } from '../../src/domain/many/list.ts';
import { decide } from '../../src/domain/policy/decide.ts';
import { hasLimits, refusingLimits, type UsedUp } from '../../src/domain/policy/limits.ts';
import type { Person } from '../../src/domain/policy/people.ts';
import type { Place } from '../../src/domain/policy/places.ts';
import {
  DEFAULT_POLICY,
  type LimitsRule,
  type PeopleRule,
  type Policy,
} from '../../src/domain/policy/policy.ts';
import type { Earlier } from '../../src/domain/policy/question.ts';
import { judgeHours } from '../../src/domain/policy/time/judge-hours.ts';
import { unaccounted } from '../../src/domain/reach-out/applied.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import { requestReachOut } from '../../src/domain/reach-out/request.ts';
import { admit } from '../../src/engine/admit.ts';
import { refusalText } from '../../src/views/sentences/refusals.ts';
import { turnedClock } from '../support/clock.ts';
import { knownOnly } from '../support/facts.ts';
import { silentLog } from '../support/log.ts';
import { SAMPLE_APPROVAL, sampleReachOut } from '../support/sample-reach-out.ts';

const RULES = { maxAgeMinutes: 15, hasContactEvents: false, hasConversations: false };

/** Mostly nothing speaks against them, so that what comes after is reached. */
const rarely = fc.integer({ min: 0, max: 7 }).map((n) => n === 0);
const people: fc.Arbitrary<Person> = fc.record({
  id: fc.constant('U1'),
  isBot: rarely,
  isGuest: rarely,
  isForeign: rarely,
  isDeactivated: rarely,
  isUnknown: rarely,
  isListed: rarely.map((is) => !is),
  names: fc.subarray(['S1', 'S2']),
  unsure: fc.constant([]),
});
/** The last is of a range that nobody is known to have handed out. */
const recipients = fc.constantFrom(
  '+12065550152',
  '+447400123456',
  '+4930901820',
  '+80012345678',
  '+14362175944',
);
const lists = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Block[]>([]) },
  fc.array(
    fc.record(
      {
        channel: fc.constantFrom('sms' as const, 'voice' as const),
        source: fc.constantFrom('person' as const, 'import' as const, 'customer' as const),
        at: fc.date({ noInvalidDate: true }),
      },
      { requiredKeys: ['source', 'at'] },
    ),
    { maxLength: 3 },
  ),
);
const countries = fc.subarray(['US', 'GB', 'DE'] as const);
const places = fc.constantFrom<(Place | undefined)[]>(
  undefined,
  {},
  { sharedAs: '#partners' },
  { obstacle: 'archived' },
  { obstacle: 'not_a_member', sharedAs: '#partners' },
);

const approvals = fc.array(
  fc.record({
    when: fc.record(
      { channels: fc.subarray(['sms', 'voice'] as const), countriesOtherThan: countries },
      { requiredKeys: [] },
    ),
    ...{ by: fc.constant(['U2']), in: fc.constant('C2'), lapsesAfterMinutes: fc.constant(60) },
  }),
  { maxLength: 2 },
);

const hours = fc.record({
  outside: fc.constantFrom('ask' as const, 'refuse' as const, 'allow' as const),
  open: fc.constantFrom({ from: 0, to: 1440 }, { from: 480, to: 1260 }, { from: 0, to: 1 }),
});

const rules = fc.option(
  fc.array(
    fc.record(
      {
        who: fc.constantFrom<PeopleRule['who']>('everybody', ['S1'], ['S2', 'U9']),
        channels: fc.constantFrom(['sms' as const], ['voice' as const]),
        countries,
        conversations: fc.constantFrom(['C1'], ['C9']),
      },
      { requiredKeys: ['who'] },
    ),
    { maxLength: 3 },
  ),
  { nil: undefined },
);

const times = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
const limit = fc.record({ most: fc.integer({ min: 1, max: 3 }), hours: fc.integer({ min: 1, max: 48 }) });
const limits = fc.record(
  {
    recipient: fc
      .tuple(limit, fc.constantFrom('ask' as const, 'refuse' as const))
      .map(([one, beyond]) => ({ ...one, beyond })),
    ...{ person: limit, workspace: limit },
  },
  { requiredKeys: [] },
);
/** What the limits leave no room for, as far as they are set. */
const usedUps = fc.record(
  {
    recipient: times,
    person: times,
    workspace: times,
    earlier: fc.constant<Earlier[]>([]),
    countedAt: times,
  },
  { requiredKeys: ['earlier', 'countedAt'] },
);

const worlds = fc.record({
  person: people,
  /** Who they are by the time that the start is due; undefined: Slack does not say. */
  personLater: fc.option(people, { nil: undefined }),
  recipient: recipients,
  allowedCountries: countries,
  /** What an operator has allowed by then. */
  allowedLater: countries,
  place: places,
  /** What the do-not-contact list has of the recipient, then and later. */
  blocks: lists,
  blocksLater: lists,
  isAnswered: fc.boolean(),
  /** What has to be approved of, then and later, and whether it was. */
  approvals,
  approvalsLater: approvals,
  isApproved: fc.boolean(),
  hours,
  hoursLater: hours,
  isAnsweredLater: fc.boolean(),
  rules,
  rulesLater: rules,
  limits,
  limitsLater: limits,
  usedUp: usedUps,
  usedUpLater: usedUps,
});

/** The ports of a verb, as far as the policy and a start need them. */
function contextOf(
  person: Person | undefined,
  allowedCountries: readonly ('US' | 'GB' | 'DE')[],
  place: Place | undefined,
  stored: ReachOut[],
  blocks: Block[],
  policy: Policy = DEFAULT_POLICY,
  usedUp?: UsedUp,
): Context {
  return {
    actor: { kind: 'slack_user', userId: 'U1' },
    clock: turnedClock({ goes: false }),
    log: silentLog,
    settings: { instanceId: 'i', channels: {}, allowedCountries },
    policy: () => policy,
    people: { find: async () => person ?? Promise.reject(new Error('Slack does not say')) },
    places: { find: async () => place },
    audit: { record: async () => {} },
    blocks: { of: async () => blocks },
    pace: { take: async () => 0, slowDown: async () => {} },
    reachOuts: {
      find: async () => undefined,
      usedUp: async () => usedUp,
      async insert(one: ReachOut) {
        stored.push(one);
        return one;
      },
      async insertWithin(_: LimitsRule, one: ReachOut) {
        stored.push(one);
        return one;
      },
    },
  } as unknown as Context;
}

test('no door and no time starts what the policy refuses', () =>
  fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const { person, personLater, recipient, allowedCountries, allowedLater, place, isAnswered } = world;
      const { blocks, blocksLater, isApproved } = world;
      const sample = sampleReachOut();
      const reachOut = { ...sample, request: { ...sample.request, recipient } };
      const stored: ReachOut[] = [];
      const policy = {
        ...DEFAULT_POLICY,
        ...{ approvals: world.approvals, limits: world.limits, ...(world.rules && { people: world.rules }) },
        hours: { ...DEFAULT_POLICY.hours, ...world.hours },
      };
      const asked = contextOf(person, allowedCountries, place, stored, blocks, policy, world.usedUp);
      const verdict = decide(
        knownOnly({
          ...{ person, recipient, channel: reachOut.request.channel, blocks, ...(place && { place }) },
          goes: { at: asked.clock.now(), isNamed: false },
          ...{ placeId: reachOut.placeId, ...(hasLimits(policy.limits) && { usedUp: world.usedUp }) },
        }),
        { settings: { instanceId: 'i', channels: {}, allowedCountries }, policy },
      );
      const confirmation = { reachOut, isAnswered: () => isAnswered, held: true };
      const result = await requestReachOut({ ctx: asked, input: confirmation });
      const kinds = { allow: 'stored', ask: isAnswered ? 'stored' : 'asked', refuse: 'refused' };
      expect(result.kind).toBe(kinds[verdict.kind]);
      expect(stored).toHaveLength(result.kind === 'stored' ? 1 : 0);
      for (const refusal of verdict.kind === 'refuse' ? verdict.refusals : [])
        expect(refusalText(refusal, 'Ada')).toMatch(/^(?!.*undefined)[A-Z+].{20,}[.]$/);
      const needed = verdict.kind === 'refuse' ? undefined : verdict.approval;
      expect(stored[0]?.approval?.rule).toBe(stored[0] && needed?.rule);

      // Whatever door a row came by, its start asks again.
      const policyLater = {
        ...DEFAULT_POLICY,
        ...{ approvals: world.approvalsLater, limits: world.limitsLater },
        ...(world.rulesLater && { people: world.rulesLater }),
        hours: { ...DEFAULT_POLICY.hours, ...world.hoursLater },
      };
      const later = contextOf(
        personLater,
        allowedLater,
        undefined,
        [],
        blocksLater,
        policyLater,
        world.usedUpLater,
      );
      const now = later.clock.now();
      const { channel } = reachOut.request;
      const again = decide(
        knownOnly({
          ...(personLater && { person: personLater }),
          ...{ recipient, channel, blocks: blocksLater, goes: { at: now, isNamed: true } },
          placeId: reachOut.placeId,
          ...(hasLimits(refusingLimits(policyLater.limits)) && { usedUp: world.usedUpLater }),
        }),
        {
          settings: { instanceId: 'i', channels: {}, allowedCountries: allowedLater },
          policy: policyLater,
        },
      );
      const isAgainst = again.kind === 'refuse' && again.refusals.some(({ rule }) => rule !== 'hours');
      const hours = judgeHours({ recipient, channel, at: now }, policyLater.hours);
      const answered = world.isAnsweredLater ? ['hours'] : [];
      const approval = { ...SAMPLE_APPROVAL, decided: 'approved' } as const;
      const confirmed = { ...reachOut, answered, ...(isApproved && { approval }) };
      const isHeld = again.kind !== 'refuse' && again.approval !== undefined && !isApproved;
      const due = { ...confirmed, readyAt: now, startAt: now };
      const { applied, step } = await admit(later, unaccounted(due), RULES);
      const { state, startAt, failure } = applied.reachOut;
      if (!isAgainst && hours.kind === 'closed' && (hours.outside === 'refuse' || answered.length === 0)) {
        expect({ state, at: startAt.toISOString() }).toEqual({ state: 'scheduled', at: hours.next?.at });
        expect(step?.start).toBeUndefined();
        return;
      }
      // Nobody is there to be asked, and no time is known to put it off to.
      if (!isAgainst && hours.kind === 'unknown' && hours.outside === 'ask' && answered.length === 0) {
        expect({ state, rule: failure?.refusal?.rule }).toEqual({ state: 'failed', rule: 'hours' });
        expect(step?.start).toBeUndefined();
        return;
      }
      // What was answered when it was requested is not asked again.
      expect(step?.start !== undefined).toBe(again.kind !== 'refuse' && !isHeld);
      const goesOn = isHeld ? 'awaiting_approval' : 'requested';
      expect(state).toBe(again.kind === 'refuse' ? 'failed' : goesOn);
      if (again.kind === 'refuse') expect(failure?.refusal).toEqual(again.refusals[0]);
    }),
    { numRuns: 500 },
  ));

test('by the door of lists nothing goes that the policy refuses, or would ask about', () =>
  fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const { person, recipient, allowedCountries, place, blocks } = world;
      const stored: ReachOut[] = [];
      const policy = {
        ...DEFAULT_POLICY,
        ...{ approvals: world.approvals, limits: world.limits, ...(world.rules && { people: world.rules }) },
        hours: { ...DEFAULT_POLICY.hours, ...world.hours },
      };
      const settings = {
        ...{ instanceId: 'i', allowedCountries },
        channels: { sms: { senders: [{ number: 'arn' }], flowId: 'f' } },
      };
      const row = { line: 2, state: 'waiting', phone: recipient, message: 'Hi', reachOutId: 'r' };
      const ctx = {
        ...contextOf(person, allowedCountries, place, stored, blocks, policy, world.usedUp),
        ...{ settings, lists: { toFeed: async () => [row] } },
      } as unknown as Context;
      const list = { id: 'l', userId: 'U1', teamId: 'T1', placeId: 'C1', channel: 'sms', answered: [] };
      const whole = { ...list, content: { message: 'Hi', fileName: 'f' } } as unknown as List;
      const fed = await feed({ ctx, input: { list: whole, most: 1 } });
      const verdict = decide(
        knownOnly({
          ...{ person, recipient, channel: 'sms', blocks, ...(place && { place }), placeId: 'C1' },
          goes: { at: ctx.clock.now(), isNamed: false },
          ...(hasLimits(policy.limits) && { usedUp: world.usedUp }),
        }),
        { settings, policy },
      );
      expect(stored).toHaveLength(verdict.kind === 'allow' && !verdict.approval ? 1 : 0);
      if (verdict.kind === 'allow' && verdict.approval) expect(fed.held?.rule).toBe(verdict.approval.rule);
      if (stored.length > 0) expect(stored[0]?.lane).toBe('list');
    }),
    { numRuns: 500 },
  ));

test('what may have been sent is found out, whatever the policy says by then', async () => {
  const nobody: Person = {
    ...{
      id: 'U1',
      isBot: true,
      isGuest: true,
      isForeign: true,
      isDeactivated: true,
      isUnknown: false,
      isListed: false,
      names: [],
      unsure: [],
    },
  };
  const ctx = contextOf(nobody, [], undefined, [], [{ source: 'person', at: new Date(0) }]);
  const now = ctx.clock.now();
  const unknown = sampleReachOut({ state: 'unknown', readyAt: now, startAt: now, uncertainSince: now });
  const { step } = await admit(ctx, unaccounted(unknown), RULES);
  expect(step?.start).toEqual({ again: true });
});
