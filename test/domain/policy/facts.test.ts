import { describe, expect, test } from '@jest/globals';
import type { Channel } from '../../../src/domain/channels/registry.ts';
import type { Context } from '../../../src/domain/kernel/context.ts';
import type { ReachOutSettings } from '../../../src/domain/kernel/settings.ts';
import { decide, type Facts, type Verdict } from '../../../src/domain/policy/decide.ts';
import { judge, judgeStart } from '../../../src/domain/policy/judge.ts';
import { judgeMany } from '../../../src/domain/policy/judge-many.ts';
import type { Person } from '../../../src/domain/policy/people.ts';
import { DEFAULT_POLICY, type Policy } from '../../../src/domain/policy/policy.ts';
import type { OpenConversation } from '../../../src/domain/policy/question.ts';
import type { DueVerdict } from '../../../src/domain/policy/when-due.ts';
import { knownOnly } from '../../support/facts.ts';
import { silentLog } from '../../support/log.ts';
import { sampleReachOut } from '../../support/sample-reach-out.ts';

const recipient = '+12065550152';
const placeId = 'C1';
const channel: Channel = 'sms';
const now = new Date('2026-03-02T18:00:00Z');
const ada: Person = {
  ...{ id: 'U1', isBot: false, isGuest: false, isForeign: false, isDeactivated: false, isUnknown: false },
  ...{ isListed: true, names: [], unsure: [] },
};

/** How a reach-out is judged when it is requested, when its start is due, and as a row of a list. */
const OCCASIONS = ['request', 'start', 'list'] as const;
type Occasion = (typeof OCCASIONS)[number];

/** What there is to know about a reach-out that nothing speaks against, where a case does not say otherwise. */
interface World {
  open?: OpenConversation;
  person?: Partial<Person>;
  isBlocked?: true;
  hasOptedOut?: true;
  obstacle?: 'archived';
  isFull?: true;
  rows?: number;
  countries?: NonNullable<ReachOutSettings['allowedCountries']>;
  policy?: Partial<Policy>;
}

/** What the policy says where a fact is given, and of each occasion on which it is left out, why. */
interface Case {
  world: World;
  says: string;
  leftOut?: Partial<Record<Occasion, string>>;
}

const rule = { by: ['U2'], in: 'C2', lapsesAfterMinutes: 60 };

/** One world for each fact, in which that fact alone decides. A new fact is a line here, too. */
const CASES: Record<keyof Facts, Case> = {
  person: { world: { person: { isBot: true } }, says: 'people' },
  recipient: { world: { countries: ['GB'] }, says: 'countries' },
  channel: {
    world: { policy: { people: [{ who: 'everybody', channels: ['voice'] }] } },
    says: 'bounds',
  },
  blocks: { world: { isBlocked: true }, says: 'blocked' },
  optOut: {
    world: { hasOptedOut: true },
    says: 'opted_out',
    leftOut: { list: 'AWS is asked before each start alone' },
  },
  placeId: {
    world: { policy: { people: [{ who: 'everybody', conversations: ['C9'] }] } },
    says: 'bounds',
  },
  place: {
    world: { obstacle: 'archived' },
    says: 'places',
    leftOut: { start: 'where it is told is up to the thread' },
  },
  open: {
    world: { open: {} },
    says: 'open_elsewhere',
    leftOut: { start: 'it was asked about when it was requested' },
  },
  usedUp: {
    world: { isFull: true, policy: { limits: { workspace: { most: 1, hours: 1 } } } },
    says: 'limits',
  },
  isFirstContact: {
    world: { policy: { approvals: [{ ...rule, when: { firstContact: true } }] } },
    says: 'allow',
  },
  rows: {
    world: { rows: 51, policy: { approvals: [{ ...rule, when: { moreThan: 50 } }] } },
    says: 'approval',
    leftOut: { start: 'a list was approved of as a whole' },
  },
  goes: {
    world: { policy: { hours: { ...DEFAULT_POLICY.hours, open: { from: 0, to: 1 }, outside: 'refuse' } } },
    says: 'hours',
  },
};

function contextOf(world: World): Context {
  const blocks = world.isBlocked ? [{ source: 'person', at: now }] : [];
  const usedUp = { ...(world.isFull && { workspace: now }), earlier: [], countedAt: now };
  return {
    ...{ clock: { now: () => now }, log: silentLog, chats: {} },
    settings: {
      ...{ instanceId: 'i', channels: {} },
      ...(world.countries && { allowedCountries: world.countries }),
    },
    policy: () => ({ ...DEFAULT_POLICY, ...world.policy }),
    people: { find: async () => ({ ...ada, ...world.person }) },
    places: { find: async () => (world.obstacle ? { obstacle: world.obstacle } : {}) },
    blocks: { of: async () => blocks, ofMany: async () => new Map([[recipient, blocks]]) },
    optOuts: { find: async () => ({ kind: world.hasOptedOut ? 'listed' : 'not_listed' }) },
    reachOuts: {
      usedUp: async () => usedUp,
      roomFor: async () => ({ full: new Set(), ...(world.isFull && { workspace: 0 }) }),
      hasReached: async () => true,
      knownOf: async () => ({
        reached: new Set([recipient]),
        open: new Map(world.open ? [[recipient, world.open]] : []),
      }),
    },
  } as unknown as Context;
}

const ask: Record<Occasion, (world: World) => Promise<Verdict | DueVerdict | undefined>> = {
  request: (world) => {
    const { open, rows } = world;
    const asking = { userId: 'U1', id: 'r', placeId, recipient, channel, open, rows };
    return judge({ ctx: contextOf(world), input: asking });
  },
  start: (world) => {
    const sample = sampleReachOut({ placeId });
    const reachOut = { ...sample, request: { ...sample.request, recipient } };
    return judgeStart({ ctx: contextOf(world), input: { reachOut, at: now } });
  },
  list: async (world) => {
    const input = {
      userId: 'U1',
      placeId,
      channel,
      recipients: [recipient],
      rows: world.rows ?? 1,
    };
    const [verdict] = (await judgeMany({ ctx: contextOf(world), input })) ?? [];
    return verdict;
  },
};

/** The rule that speaks up, or the question that is asked. */
function said(verdict: Verdict | DueVerdict | undefined): string | undefined {
  switch (verdict?.kind) {
    case 'refuse':
      return verdict.refusals.map((one) => one.rule).join();
    case 'ask':
      return verdict.questions.map(({ name }) => name).join();
    case 'later':
      return 'hours';
    case 'allow':
      return verdict.approval ? 'approval' : 'allow';
  }
}

describe.each(OCCASIONS)('judged as a %s', (occasion) => {
  test('nothing speaks against what nobody minds', async () => {
    expect(said(await ask[occasion]({}))).toBe('allow');
  });

  test.each(Object.entries(CASES))('%s', async (_, { world, says, leftOut }) => {
    const isLeftOut = leftOut?.[occasion] !== undefined;
    expect(said(await ask[occasion](world))).toBe(isLeftOut ? 'allow' : says);
  });
});

test('whoever forgets a fact is not compiled', () => {
  const { blocks: _, ...forgetful } = knownOnly({ recipient });
  const rules = { settings: { instanceId: 'i', channels: {} }, policy: DEFAULT_POLICY };
  // @ts-expect-error The do-not-contact list is neither given nor left out by name.
  expect(decide(forgetful, rules).kind).toBe('allow');
});
