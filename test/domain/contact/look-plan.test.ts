import { describe, expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import { legToAskFor, secondsToFirstLook, secondsToNextLook } from '../../../src/domain/contact/look-plan.ts';
import { sampleReachOut, VOICE_REQUEST } from '../../support/sample-reach-out.ts';

const startedAt = new Date('2026-03-03T09:00:00Z');
const call = sampleReachOut({ startedAt, request: VOICE_REQUEST });
const chat = sampleReachOut({ startedAt });
const HOUR = 3600;
const DAY = 24 * HOUR;

/** The ages in seconds at which a contact is asked for, when every look comes on time. */
function plan(reachOut: typeof call, most: number): number[] {
  const ages = [0];
  while (ages.length < most) {
    const age = ages.at(-1) ?? 0;
    ages.push(age + secondsToNextLook(reachOut, addSeconds(startedAt, age)));
  }
  return ages.slice(1);
}

describe('when a contact is asked for', () => {
  test('a call: dense at first, then each minute', () =>
    expect(plan(call, 8)).toEqual([5, 15, 30, 65, 125, 185, 245]));

  test('a chat: after 30 s, 5 min, then hourly', () =>
    expect(plan(chat, 6)).toEqual([30, 300, 300 + HOUR, 300 + 2 * HOUR, 300 + 3 * HOUR]));

  test('a chat: right after its time is over, which is 25 hours unless it was told otherwise', () => {
    const expiry = 25 * HOUR + 60;
    expect(secondsToNextLook(chat, addSeconds(startedAt, 25 * HOUR - 60))).toBe(120);
    expect(plan(chat, 30)).toContain(expiry);
    const short = sampleReachOut({
      startedAt,
      request: { ...chat.request, channel: 'sms', sourceArn: 'arn', chatDurationInMinutes: 60 },
    });
    expect(plan(short, 4)).toEqual([30, 300, HOUR + 60]);
    expect(secondsToNextLook(short, addSeconds(startedAt, DAY))).toBe(HOUR);
  });

  test('by a clock that is behind', () => expect(secondsToNextLook(call, addSeconds(startedAt, -3))).toBe(5));

  test.each([
    ['voice', false, 5],
    ['voice', true, 65],
    ['sms', false, 30],
    ['sms', true, 300],
    ['whatsapp', true, 300],
  ] as const)('first: %s, with events %s, after %s s', (channel, hasEvents, seconds) => {
    expect(secondsToFirstLook(channel, hasEvents)).toBe(seconds);
  });
});

describe('whom it is asked for', () => {
  const legs = (of: Record<string, object>) => sampleReachOut({ contactId: 'first', contact: { legs: of } });
  test.each([
    ['nothing heard: the first', sampleReachOut({ contactId: 'first' }), 'first'],
    ['the one that is open', legs({ a: { endedAt: '2' }, b: {}, c: { endedAt: '1' } }), 'b'],
    [
      'all ended: the last to end',
      legs({ a: { endedAt: '2' }, b: { endedAt: '3' }, c: { endedAt: '1' } }),
      'b',
    ],
    [
      'all ended at once: the last to begin',
      legs({
        a: { initiatedAt: '1', endedAt: '3' },
        b: { initiatedAt: '2', endedAt: '3' },
        c: { initiatedAt: '0', endedAt: '3' },
      }),
      'b',
    ],
  ])('%s', (_, reachOut, contactId) => expect(legToAskFor(reachOut)).toBe(contactId));
});
