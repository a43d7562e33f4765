import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDigits } from '../../src/domain/home/digits.ts';
import type { AdminView, Home, Listed } from '../../src/domain/home/home.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy/policy.ts';
import { validateView } from '../../src/sandbox/slack/block-kit/view.ts';
import type { Json } from '../../src/sandbox/slack/json.ts';
import { buildHome } from '../../src/views/home/home.ts';
import { ruleLines } from '../../src/views/sentences/rules.ts';
import { NAMELESS, sampleReachOut } from '../support/sample-reach-out.ts';
import { textOf } from '../support/steps.ts';

const NOTHING: Listed = { reachOuts: [], isCut: false };

function homeOf(more: Partial<Home> = {}): Home {
  return {
    ...{
      userId: 'U1',
      hasConversations: true,
      waiting: NOTHING,
      waitingBeside: NOTHING,
      open: NOTHING,
      scheduled: NOTHING,
    },
    ...{ awaiting: NOTHING, toApprove: NOTHING, latest: NOTHING },
    ...more,
  };
}

const parts = { names: NAMELESS, threadUrl: () => 'https://x.slack.com/archives/C1/p1' };

/** What Slack takes, as text. */
function shown(home: Home): string {
  const view = buildHome(home, parts);
  validateView(view as unknown as Json, 'home');
  return textOf({ text: '', blocks: view.blocks as never });
}

const admin = (policy: Policy, more: Partial<AdminView> = {}): AdminView => ({
  ...{ policy, stuck: 0, blocked: 0 },
  state: {
    troubles: [],
    policyFaults: [],
    database: 'embedded',
    channels: ['sms'],
    hasContactEvents: false,
    hasConversations: false,
  },
  ...more,
});

test.each<[string, Partial<Policy>, string[]]>([
  [
    'no file',
    {},
    [
      'Admins: nobody.',
      'Who may use it is up to `REACH_OUT_ALLOWED_USERS`.',
      "Hours, by the recipient's clock: 08:00–21:00, else it asks.",
      'No limits.',
      'Messages stand in Slack. Full numbers are shown to whoever asked, and admins.',
      'Channels that other organizations read: it asks.',
      'Numbers and texts are kept.',
    ],
  ],
  [
    'every rule',
    {
      admins: ['U1', 'S1'],
      people: [
        { who: ['S2'], channels: ['sms', 'voice'], countries: ['US', 'FR'], conversations: ['C1'] },
        { who: 'everybody', channels: ['sms'] },
      ],
      hours: {
        ...DEFAULT_POLICY.hours,
        outside: 'refuse',
        days: ['mon', 'tue', 'wed', 'thu', 'fri'],
        holidays: ['2026-12-25'],
        channels: ['voice'],
        places: { 'US-FL': { open: { from: 480, to: 1200 } }, FR: { days: ['mon', 'wed'], outside: 'ask' } },
      },
      limits: { recipient: { most: 3, hours: 24, beyond: 'ask' }, workspace: { most: 9, hours: 1 } },
      approvals: [
        { when: { firstContact: true, moreThan: 50 }, by: ['U2'], in: 'C2', lapsesAfterMinutes: 1 },
      ],
      show: { message: false, numbers: ['S3'], sharedConversations: 'refuse' },
      keepDays: 1,
    },
    [
      'Admins: <@U1>, <!subteam^S1>.',
      '<!subteam^S2>: SMS, Voice call, to the United States, France, in <#C1>.',
      'Everybody else: SMS.',
      "Hours, by the recipient's clock for Voice call: 08:00–21:00, Monday to Friday, but for 1 holiday, else refused. Other than that in US-FL: 08:00–20:00; FR: Monday, Wednesday, else it asks.",
      'At most 3 in 24 hours to one number, then it asks; 9 in 1 hour by all together.',
      'Approval for the first contact with a number, lists of more than 50: by <@U2> in <#C2>, within 1 minute.',
      'Messages do not stand in Slack. Full numbers are shown to <!subteam^S3>.',
      'Channels that other organizations read: refused.',
      'Numbers and texts are erased 1 day after the end.',
    ],
  ],
])('the rules in words: %s', (_, policy, lines) => {
  expect(ruleLines({ ...DEFAULT_POLICY, ...policy })).toEqual(lines);
});

test('a policy of any length fits, and says what is left out', () => {
  const people = Array.from({ length: 200 }, (_, at) => ({ who: [`U${at}`], conversations: ['C1', 'C2'] }));
  expect(shown(homeOf({ admin: admin({ ...DEFAULT_POLICY, people }) }))).toMatch(
    /… and \d+ more rules, in the policy file/,
  );
});

test('what is the matter comes before all that is well', () => {
  const state = { ...admin(DEFAULT_POLICY).state, troubles: ['The database does not answer.'] };
  const text = shown(homeOf({ admin: admin(DEFAULT_POLICY, { state, stuck: 2, blocked: 1 }) }));
  expect(text).toContain(':warning: The database does not answer.\n:warning: 2 reach-outs do not come on');
  expect(text).toContain('On the do-not-contact list: 1 number.');
  expect(text).not.toContain('Nothing is');
});

test('whose number is erased is listed without it', () => {
  const erased = sampleReachOut({ userId: 'U1', state: 'ended', erasedAt: new Date(0) });
  const text = shown(homeOf({ latest: { reachOuts: [erased], isCut: false } }));
  expect(text).toContain('SMS to a number no longer known');
  expect(text).toContain('Number and text erased');
});

test('however many there are in each list, Slack takes it, and no list is forgotten', () => {
  const lists = ['waiting', 'waitingBeside', 'open', 'scheduled', 'awaiting', 'toApprove', 'latest'] as const;
  const states = ['started', 'scheduled', 'awaiting_approval', 'failed'] as const;
  const listed = fc.record({
    reachOuts: fc.array(
      fc.record({ id: fc.uuid(), state: fc.constantFrom(...states) }).map((one) => sampleReachOut(one)),
      { maxLength: 60 },
    ),
    isCut: fc.boolean(),
  });
  const all = fc.record(Object.fromEntries(lists.map((list) => [list, listed])));
  fc.assert(
    fc.property(all, fc.boolean(), (some, isAdmin) => {
      const home = homeOf({ ...some, ...(isAdmin && { admin: admin(DEFAULT_POLICY) }) });
      const unique = (list: (typeof lists)[number]) => ({
        ...home[list],
        reachOuts: [...new Map(home[list].reachOuts.map((one) => [one.id, one])).values()],
      });
      const given = { ...home, ...Object.fromEntries(lists.map((list) => [list, unique(list)])) };
      shown(given);
      const ids = JSON.stringify(buildHome(given, parts).blocks);
      for (const list of lists) expect(ids.includes(`home_${list}:`)).toBe(given[list].reachOuts.length > 0);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['0152', '0152'],
  ['+1 (206) 555-0152', '0152'],
  ['…0152', '0152'],
  ['０１５２', '0152'],
  ['٠١٥٢', '0152'],
  ['152', undefined],
  ['', undefined],
  ['abcd', undefined],
])('the last digits of %j', (typed, digits) => {
  expect(readDigits(typed)).toBe(digits);
});
