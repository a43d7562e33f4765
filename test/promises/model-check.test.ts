import { describe, expect, test } from '@jest/globals';
import { addMilliseconds, addMinutes } from 'date-fns';
import fc from 'fast-check';
import type { StartOutcome } from '../../src/domain/contact/gateway.ts';
import { dueAt } from '../../src/domain/reach-out/agenda.ts';
import { enter } from '../../src/domain/reach-out/applied.ts';
import { apply, type Outcome } from '../../src/domain/reach-out/apply.ts';
import type { ReachOut, ReachOutState } from '../../src/domain/reach-out/reach-out.ts';
import { isFinal, type StateEvent, TRANSITIONS, transition } from '../../src/domain/reach-out/states.ts';
import { intend, type Step, step } from '../../src/domain/reach-out/step.ts';
import type { Part } from '../../src/domain/thread/post.ts';
import { RULES, sampleReachOut } from '../support/sample-reach-out.ts';

const MINUTE_MS = 60_000;

const requested = sampleReachOut();
const BEGIN = requested.requestedAt;

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

/** A crash may come before the call, or between the call and the storing of its outcome. */
const tries = fc.record({
  answer: answers,
  crash: fc.constantFrom('none', 'none', 'before the call', 'after the call'),
  passesMs: fc.integer({ min: 0, max: 3 * MINUTE_MS }),
});

/** Amazon Connect forgets a token when its contact has ended, as an older manual says: no call may come late. */
const FORGETS_MS = 2 * MINUTE_MS;

/** Slack takes everything. */
function posted(next: Step): Outcome {
  const done = { kind: 'posted', ts: '1.1', placeId: 'C1' } as const;
  return { ...(next.post && { post: done }), ...(next.edit && { edit: done }) };
}

test('however calls, crashes and answers mix, one contact at most, and an end that is true', () => {
  fc.assert(
    fc.property(
      fc.array(tries, { maxLength: 30 }),
      fc.option(fc.integer({ min: 0, max: 29 })),
      (story, at) => {
        let reachOut = requested;
        let now = BEGIN;
        const contacts: Date[] = [];
        story.forEach(({ answer, crash, passesMs }, index) => {
          now = addMilliseconds(now, passesMs);
          if (index === at) reachOut = enter(reachOut, 'cancel', now).reachOut;
          const next = step(reachOut, now, RULES);
          if (!next) return;
          const calling = intend(reachOut, next, now);
          reachOut = calling;
          if (crash === 'before the call') return;
          const outcome = posted(next);
          if (next.start) {
            const known = contacts.some((startedAt) => now.getTime() - startedAt.getTime() <= FORGETS_MS);
            // What refuses for good has refused all along: with a contact there, it answers with that.
            const refuses = answer.outcome !== 'accepted' && answer.outcome.kind === 'rejected';
            const { starts, outcome: told } =
              contacts.length > 0 && refuses ? { starts: true, outcome: 'accepted' as const } : answer;
            if (starts && !known) contacts.push(now);
            outcome.start = told === 'accepted' ? { kind: 'accepted', contactId: 'c' } : told;
          }
          if (crash === 'after the call') return;
          reachOut = apply(calling, next, outcome, now, RULES).reachOut;
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

test('what is not over is due, and by its deadline at the latest', () => {
  const story = fc.array(fc.record({ answer: answers, passesMs: fc.nat(3 * MINUTE_MS) }), { maxLength: 12 });
  fc.assert(
    fc.property(story, (tale) => {
      let reachOut: ReachOut = requested;
      let now = BEGIN;
      for (const { answer, passesMs } of tale) {
        now = addMilliseconds(now, passesMs);
        const next = step(reachOut, now, RULES);
        if (!next) continue;
        const told =
          answer.outcome === 'accepted' ? ({ kind: 'accepted', contactId: 'c' } as const) : answer.outcome;
        const outcome = { ...posted(next), ...(next.start && { start: told }) };
        reachOut = apply(intend(reachOut, next, now), next, outcome, now, RULES).reachOut;
      }
      if (!transition(reachOut.state, 'call')) return;
      const due = dueAt(reachOut, RULES);
      expect(due).toBeDefined();
      expect(due! <= addMinutes(BEGIN, RULES.maxAgeMinutes + 2 + 1)).toBe(true);
    }),
    { numRuns: 2_000 },
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
    const settling: StateEvent[] = ['accept', 'reject', 'expire', 'refuse', 'give_up', 'break', 'cancel'];
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
      // Its start is not what this is about.
      let reachOut: ReachOut = { ...requested, startAt: addMinutes(BEGIN, 1) };
      let now = BEGIN;
      const slack: Part[] = [];
      const good = Array.from({ length: 40 }, () => 'posted' as const);
      [...bad, ...good].forEach((fate, index) => {
        if (index >= when && reachOut.state === 'requested')
          reachOut = { ...reachOut, ...ending, version: reachOut.version + 1 };
        now = addMilliseconds(now, index < when ? 1 : MINUTE_MS);
        const next = step(reachOut, now, RULES);
        if (!next) return;
        const intended = intend(reachOut, next, now);
        reachOut = intended;
        if (fate === 'crash before') return;
        const outcome: Outcome = { ...(next.edit && posted(next)), ...(next.sweep && { sweep: true }) };
        if (next.find) {
          const found = slack.includes(next.find) ? [String(slack.indexOf(next.find))] : [];
          outcome.find = { kind: 'looked', found, loose: [] };
        }
        if (next.post) {
          if (fate !== 'lost') slack.push(next.post.part);
          const isAnswered = fate === 'posted' || fate === 'crash after';
          outcome.post = isAnswered
            ? { kind: 'posted', ts: String(slack.length - 1), placeId: 'C1' }
            : { kind: 'unknown' };
        }
        if (fate === 'crash after') return;
        reachOut = apply(intended, next, outcome, now, RULES).reachOut;
      });
      expect(dueAt(reachOut, RULES)).toBeUndefined();
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
