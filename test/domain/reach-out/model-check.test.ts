import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StartOutcome } from '../../../src/domain/kernel/ports.ts';
import { nextStep, type Part, type ReachOut, withIntent } from '../../../src/domain/reach-out/progress.ts';
import type { ReachOutState } from '../../../src/domain/reach-out/reach-out.ts';
import { deadlineOf, eventOf, settlementOf } from '../../../src/domain/reach-out/start-outcome.ts';
import { isFinal, type StateEvent, TRANSITIONS, transition } from '../../../src/domain/reach-out/states.ts';

const MINUTE_MS = 60_000;
const MAX_AGE_MINUTES = 15;

const requested: ReachOut = {
  id: '00000000-0000-4000-8000-000000000001',
  teamId: 'T1',
  userId: 'U1',
  placeId: 'C1',
  request: {
    channel: 'sms',
    recipient: '+12065550152',
    instanceId: 'i',
    contactFlowId: 'f',
    sourceArn: 'arn',
  },
  draft: {},
  warnings: [],
  state: 'requested',
  attempts: 0,
  requestedAt: new Date(0),
  posts: {},
  version: 1,
  shownVersion: 0,
  lease: 0,
};

/** Amazon Connect at its worst: what it does with a call, and what of that comes back. */
const answers = fc.constantFrom<{ starts: boolean; outcome: 'accepted' | StartOutcome }>(
  { starts: true, outcome: 'accepted' },
  { starts: true, outcome: { kind: 'unknown' } },
  { starts: false, outcome: { kind: 'unknown' } },
  { starts: false, outcome: { kind: 'not_now', waiting: 'rate' } },
  { starts: false, outcome: { kind: 'not_now', waiting: 'quota' } },
  { starts: false, outcome: { kind: 'rejected', failure: { code: 'conflict' }, conclusive: false } },
  { starts: false, outcome: { kind: 'rejected', failure: { code: 'invalid_request' }, conclusive: true } },
);

/** A crash may come before the call, or between the call and the settling of its outcome. */
const tries = fc.record({
  answer: answers,
  crash: fc.constantFrom('none', 'none', 'before the call', 'after the call'),
  passesMs: fc.integer({ min: 0, max: 3 * MINUTE_MS }),
});

/** Amazon Connect forgets a token when its contact has ended, as an older manual says: no call may come late. */
const FORGETS_MS = 2 * MINUTE_MS;

test('however calls, crashes and answers mix, one contact at most, and an end that is true', () => {
  fc.assert(
    fc.property(
      fc.array(tries, { maxLength: 30 }),
      fc.option(fc.integer({ min: 0, max: 29 })),
      (story, at) => {
        let reachOut = requested;
        let now = 0;
        const contacts: number[] = [];
        story.forEach(({ answer, crash, passesMs }, index) => {
          now += passesMs;
          if (index === at && transition(reachOut.state, 'cancel'))
            reachOut = { ...reachOut, state: 'cancelled' };
          if (!transition(reachOut.state, 'call')) return;
          if (new Date(now) > deadlineOf(reachOut, MAX_AGE_MINUTES)) {
            reachOut = { ...reachOut, state: reachOut.uncertainSince ? 'unresolved' : 'failed' };
            return;
          }
          const before = reachOut;
          reachOut = { ...before, state: 'starting', uncertainSince: before.uncertainSince ?? new Date(now) };
          if (crash === 'before the call') return;
          const known = contacts.some((startedAt) => now - startedAt <= FORGETS_MS);
          // What refuses for good has refused all along: with a contact there, it answers with that.
          const refuses = answer.outcome !== 'accepted' && answer.outcome.kind === 'rejected';
          const { starts, outcome } =
            contacts.length > 0 && refuses ? { starts: true, outcome: 'accepted' as const } : answer;
          if (starts && !known) contacts.push(now);
          if (crash === 'after the call') return;
          const told: StartOutcome = outcome === 'accepted' ? { kind: 'accepted', contactId: 'c' } : outcome;
          const event = eventOf(told, before.uncertainSince !== undefined);
          const { failure, uncertainSince, contactId } = settlementOf(told, event, 1);
          const { uncertainSince: since, ...rest } = reachOut;
          reachOut = {
            ...rest,
            state: transition('starting', event) ?? 'starting',
            ...(failure && { failure }),
            ...(contactId && { contactId }),
            ...(uncertainSince !== null && since && { uncertainSince: since }),
          };
        });
        expect(contacts.length).toBeLessThanOrEqual(1);
        const said = reachOut.state;
        if (said === 'failed' || said === 'cancelled') expect(contacts).toHaveLength(0);
        if (said === 'started') expect(contacts).toHaveLength(1);
        if (said === 'requested') expect(contacts).toHaveLength(0);
      },
    ),
    { numRuns: 5_000 },
  );
});

describe('the transition table', () => {
  const states = Object.keys(TRANSITIONS) as ReachOutState[];
  const from = (state: ReachOutState) => Object.values(TRANSITIONS[state]);

  test.each(states)('%s leads to an end', (state) => {
    const seen = new Set<ReachOutState>([state]);
    for (const one of seen) for (const next of from(one)) seen.add(next);
    expect([...seen].some(isFinal)).toBe(true);
  });

  test('after an answer that settles it, no call ever goes out again', () => {
    const settling: StateEvent[] = ['accept', 'reject', 'expire', 'give_up', 'cancel'];
    for (const state of states) {
      for (const event of settling) {
        const seen = new Set([TRANSITIONS[state][event]].filter((next) => next !== undefined));
        for (const one of seen) for (const next of from(one)) seen.add(next);
        for (const one of seen) expect(transition(one, 'call')).toBeUndefined();
      }
    }
  });
});

/** What becomes of one message to Slack. A crash leaves its intent behind. */
const fates = fc.constantFrom('posted', 'posted', 'lost', 'posted unseen', 'crash before', 'crash after');

test('whatever becomes of single messages, the thread comes to tell each thing once, in order', () => {
  const endings = fc.constantFrom<Partial<ReachOut>>(
    { state: 'started', contactId: 'c' },
    { state: 'failed', failure: { code: 'conflict' } },
    { state: 'unresolved' },
    { state: 'cancelled' },
  );
  fc.assert(
    fc.property(fc.array(fates, { maxLength: 12 }), fc.nat(6), endings, (bad, when, ending) => {
      let reachOut = requested;
      const slack: Part[] = [];
      const good = Array.from({ length: 12 }, () => 'posted' as const);
      [...bad, ...good].forEach((fate, index) => {
        if (index === when) reachOut = { ...reachOut, ...ending, version: reachOut.version + 1 };
        const { post, edit } = nextStep(reachOut) ?? {};
        if (edit?.part === 'card') reachOut = { ...reachOut, shownVersion: reachOut.version };
        if (!post) return;
        const { part } = post;
        reachOut = { ...reachOut, posts: withIntent(reachOut.posts, post) };
        if (fate === 'crash before') return;
        const { tries = 1, ...known } = reachOut.posts[part] ?? {};
        const isThere = tries > 1 && slack.includes(part);
        if (!isThere && fate !== 'lost') slack.push(part);
        if (!isThere && fate !== 'posted') return;
        reachOut = { ...reachOut, posts: { ...reachOut.posts, [part]: { ...known, ts: String(index) } } };
      });
      expect(nextStep(reachOut)).toBeUndefined();
      expect(slack).toEqual([...new Set(slack)]);
      expect(slack[0]).toBe('card');
      expect(slack.includes('contact_id')).toBe(ending.state === 'started');
      expect(slack.filter((part) => part.startsWith('milestone:'))).toHaveLength(
        ending.state === 'failed' || ending.state === 'unresolved' ? 1 : 0,
      );
    }),
    { numRuns: 2_000 },
  );
});
