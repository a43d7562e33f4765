import { describe, expect, test } from '@jest/globals';
import { addMinutes, addSeconds } from 'date-fns';
import type { StartOutcome } from '../../../src/domain/contact/gateway.ts';
import { applyStart, eventOf, retryDelay } from '../../../src/domain/reach-out/apply-start.ts';
import { deadlineOf } from '../../../src/domain/reach-out/deadline.ts';
import type { ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { sampleReachOut } from '../../support/sample-reach-out.ts';

const accepted: StartOutcome = { kind: 'accepted', contactId: 'c-1' };
const refused: StartOutcome = { kind: 'rejected', failure: { code: 'not_found' }, conclusive: true };
const denied: StartOutcome = { kind: 'rejected', failure: { code: 'access_denied' }, conclusive: false };
const answer = { awsError: 'AnException', requestId: 'request-1' };
const throttled: StartOutcome = { kind: 'not_now', waiting: 'rate', answer };
const broken: StartOutcome = { kind: 'unknown', answer };
const unknown: StartOutcome = { kind: 'unknown' };

describe('what an answer means, at first and after a call that was lost', () => {
  test.each([
    ['accepted', accepted, 'accept', 'accept'],
    ['refused, as the lost call must have been', refused, 'reject', 'reject'],
    ['refused, as the lost call need not have been', denied, 'reject', 'lose'],
    ['not now', throttled, 'postpone', 'lose'],
    ['no answer', unknown, 'lose', 'lose'],
  ] as const)('%s', (_, outcome, first, afterwards) => {
    expect([eventOf(outcome, false), eventOf(outcome, true)]).toEqual([first, afterwards]);
  });
});

describe('what is stored of it', () => {
  const now = new Date('2026-01-01T00:01:00Z');
  const rules = { maxAgeMinutes: 15, hasContactEvents: false, hasConversations: false };
  const failure = { code: 'unexpected' } as const;
  const calling = sampleReachOut({ state: 'starting', attempts: 1, uncertainSince: now, failure });

  test.each<[string, StartOutcome, boolean, Partial<Record<keyof ReachOut, unknown>>]>([
    [
      'accepted',
      accepted,
      false,
      { state: 'started', contactId: 'c-1', startedAt: now, lookAt: addSeconds(now, 30), failure: undefined },
    ],
    ['refused', refused, false, { state: 'failed', failure: { code: 'not_found' }, endedAt: now }],
    [
      'not now',
      throttled,
      false,
      {
        state: 'requested',
        waiting: 'rate',
        failure: { code: 'waited_too_long', ...answer },
        uncertainSince: undefined,
      },
    ],
    [
      'not now, after a call that was lost',
      throttled,
      true,
      { state: 'unknown', uncertainSince: now, failure },
    ],
    ['refused, as the lost call need not have been', denied, true, { state: 'unknown', failure }],
    ['no clear answer', broken, false, { state: 'unknown', failure: { code: 'unexpected', ...answer } }],
    ['no answer', unknown, false, { state: 'unknown', uncertainSince: now, failure }],
  ])('%s', (_, outcome, again, stored) => {
    const { reachOut, entries } = applyStart(calling, outcome, { again }, now, rules);
    for (const [name, value] of Object.entries(stored))
      expect({ [name]: reachOut[name as keyof ReachOut] }).toEqual({ [name]: value });
    expect(reachOut.version).toBe(calling.version + 1);
    expect(entries).toMatchObject([{ actor: { kind: 'engine' }, action: eventOf(outcome, again) }]);
    const isOver = reachOut.state === 'started' || reachOut.state === 'failed';
    if (!isOver) expect(reachOut.startAt > now).toBe(true);
  });
});

describe('until when a call may go out', () => {
  const readyAt = new Date('2026-02-01T00:00:00Z');

  test('its age counts from when it was ready, until a call may have started a contact', () => {
    expect(deadlineOf(sampleReachOut({ readyAt }), 15)).toEqual(addMinutes(readyAt, 15));
  });

  test('from then on two minutes, however old it is', () => {
    const uncertainSince = addMinutes(readyAt, 14);
    const reachOut = sampleReachOut({ readyAt, uncertainSince });
    expect(deadlineOf(reachOut, 15)).toEqual(addSeconds(uncertainSince, 120));
  });
});

describe('how long until the next call, in seconds', () => {
  test.each([
    ['unknown', unknown, 1, 0, 0.5],
    ['unknown', unknown, 1, 1, 1],
    ['unknown', unknown, 3, 1, 4],
    ['unknown', unknown, 50, 1, 15],
    ['rate', throttled, 1, 1, 1],
    ['quota', { kind: 'not_now', waiting: 'quota' }, 1, 1, 5],
    ['quota', { kind: 'not_now', waiting: 'quota' }, 50, 1, 60],
    ['what Amazon Connect asks for', { ...throttled, retryAfterSeconds: 7 }, 1, 0, 7],
  ] as const)('%s, after %j, attempt %d, chance %d: %d', (_, outcome, attempts, chance, seconds) => {
    expect(retryDelay(outcome, attempts, chance)).toBe(seconds);
  });
});
