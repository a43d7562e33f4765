import { describe, expect, test } from '@jest/globals';
import type { Leg } from '../../../src/domain/contact/contact.ts';
import type { Channel, ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { mayBeTriedAgain } from '../../../src/domain/reach-out/try-again.ts';
import { endedText } from '../../../src/views/sentences/ending.ts';
import { statusOf } from '../../../src/views/sentences/status.ts';
import { NAMELESS, sampleReachOut, VOICE_REQUEST } from '../../support/sample-reach-out.ts';

const initiatedAt = '2026-03-03T09:00:00.900Z';
const connectedAt = '2026-03-03T09:00:10.000Z';
const endedAt = '2026-03-03T09:02:15.100Z';
const unanswered: Leg = { initiatedAt, endedAt };
const answered: Leg = { ...unanswered, connectedAt };

function ended(channel: Channel, leg: Leg): ReachOut {
  return sampleReachOut({
    state: 'ended',
    contactId: 'c',
    ...(channel === 'voice' && { request: VOICE_REQUEST }),
    contact: { legs: { c: leg } },
  });
}

describe('a call that was not answered', () => {
  test.each<[string | undefined, string, boolean]>([
    ['TELECOM_UNANSWERED', 'No answer', true],
    ['TELECOM_TIMEOUT', 'No answer', true],
    ['TELECOM_ORIGINATOR_CANCEL', 'No answer', true],
    [undefined, 'No answer', true],
    ['TELECOM_BUSY', 'Busy', true],
    ['TELECOM_NUMBER_INVALID', 'The number is not in service', true],
    ['TELECOM_POTENTIAL_BLOCKING', 'Blocked by the carrier, possibly as spam', true],
    ['TELECOM_PROBLEM', 'The carrier could not put the call through', true],
    ['SYSTEM_ERROR', 'Call ended by an error in Amazon Connect before it was answered', true],
    ['CUSTOMER_DISCONNECT', 'Call ended by the customer before it was answered', true],
    ['OTHER', 'Call ended before it was answered', true],
    ['API', 'Call ended by a request to Amazon Connect before it was answered', false],
    ['NEW_<REASON>', 'Call ended (NEW_&lt;REASON&gt;) before it was answered', true],
  ])('%s', (endReason, text, again) => {
    const reachOut = ended('voice', { ...unanswered, ...(endReason && { endReason }) });
    expect(endedText(reachOut)).toBe(text);
    expect(statusOf(reachOut, NAMELESS)).toEqual({ icon: ':no_mobile_phones:', title: text });
    expect(mayBeTriedAgain(reachOut)).toBe(again);
  });

  test.each([
    ['AMD_UNANSWERED', 'No answer'],
    ['SIT_TONE_BUSY', 'Busy'],
    ['SIT_TONE_INVALID_NUMBER', 'The number is not in service'],
  ])('told by the detection of answering machines: %s', (answeringMachine, text) => {
    expect(endedText(ended('voice', { ...unanswered, endReason: 'OTHER', answeringMachine }))).toBe(text);
  });
});

describe('a call that was answered', () => {
  test.each<[string | undefined, string]>([
    ['CUSTOMER_DISCONNECT', 'Call ended by the customer after 2 min 5 s'],
    ['AGENT_DISCONNECT', 'Call ended by the agent after 2 min 5 s'],
    ['THIRD_PARTY_DISCONNECT', 'Call ended by a third party after 2 min 5 s'],
    ['CONTACT_FLOW_DISCONNECT', 'Call ended after 2 min 5 s'],
    ['FLOW_DISCONNECT', 'Call ended after 2 min 5 s'],
    ['API', 'Call ended by a request to Amazon Connect after 2 min 5 s'],
    ['BARGED', 'Call ended by a supervisor after 2 min 5 s'],
    ['OTHER', 'Call ended after 2 min 5 s'],
    [undefined, 'Call ended after 2 min 5 s'],
  ])('%s', (endReason, text) => {
    const reachOut = ended('voice', { ...answered, ...(endReason && { endReason }) });
    expect(endedText(reachOut)).toBe(text);
    expect(statusOf(reachOut, NAMELESS).icon).toBe(':white_check_mark:');
    expect(mayBeTriedAgain(reachOut)).toBe(false);
  });
});

test.each(['voice', 'sms', 'whatsapp'] as const)(
  '%s: an error in Amazon Connect is no good end',
  (channel) => {
    const reachOut = ended(channel, { ...answered, endReason: 'SYSTEM_ERROR' });
    expect(statusOf(reachOut, NAMELESS)).toEqual({
      icon: ':x:',
      title: expect.stringMatching(/ended by an error in Amazon Connect after/),
      ...(channel !== 'voice' && { note: 'delivery not confirmed' }),
    });
  },
);

test.each([
  'TELECOM_PROBLEM',
  'AGENT_NETWORK_DISCONNECT',
  'AGENT_DEVICE_ERROR',
  'CUSTOMER_CONNECTION_NOT_ESTABLISHED',
  'INTERNAL_API_ERROR',
])('a call that broke down is no good end: %s', (endReason) => {
  const reachOut = ended('voice', { ...answered, endReason });
  expect(statusOf(reachOut, NAMELESS).icon).toBe(':x:');
  expect(endedText(reachOut)).toBe(`Call ended (${endReason}) after 2 min 5 s`);
});

/** Amazon Connect does not tell of a text that was dropped, say because the number has opted out. */
describe('a conversation is good only when the customer is known to have been there', () => {
  test.each<[string | undefined, string, boolean]>([
    ['CUSTOMER_DISCONNECT', 'Conversation ended by the customer after 2 min 15 s', true],
    ['AGENT_DISCONNECT', 'Conversation ended by the agent after 2 min 15 s', false],
    ['CONTACT_FLOW_DISCONNECT', 'Conversation ended after 2 min 15 s', false],
    ['IDLE_DISCONNECT', 'Conversation ended because nobody wrote any more after 2 min 15 s', false],
    ['EXPIRED', 'Conversation closed because its time was over', false],
    [undefined, 'Conversation ended after 2 min 15 s', false],
  ])('%s', (endReason, title, isGood) => {
    for (const channel of ['sms', 'whatsapp'] as const) {
      const reachOut = ended(channel, { ...answered, ...(endReason && { endReason }) });
      expect(statusOf(reachOut, NAMELESS)).toEqual(
        isGood
          ? { icon: ':white_check_mark:', title }
          : { icon: ':checkered_flag:', title, note: 'delivery not confirmed' },
      );
      expect(mayBeTriedAgain(reachOut)).toBe(false);
    }
  });
});

describe('who stopped it stands at the end', () => {
  const by = { by: 'U0ADA', at: endedAt };
  test.each<[string, ReachOut['stop'], string | undefined, string]>([
    ['here', by, 'API', 'Call ended by <@U0ADA> after 2 min 5 s'],
    [
      'here, as nobody knew',
      { ...by, outcome: 'not_known' },
      'API',
      'Call ended by <@U0ADA> after 2 min 5 s',
    ],
    ['here in vain', { ...by, outcome: 'goes_on' }, 'API', 'Call ended by a request to Amazon Connect after'],
    ['elsewhere', undefined, 'API', 'Call ended by a request to Amazon Connect after 2 min 5 s'],
    [
      'here, as the customer hung up',
      by,
      'CUSTOMER_DISCONNECT',
      'Call ended by the customer after 2 min 5 s',
    ],
  ])('%s', (_, stop, endReason, text) => {
    const leg = { ...answered, ...(endReason && { endReason }) };
    expect(endedText({ ...ended('voice', leg), ...(stop && { stop }) })).toContain(text);
  });

  test('before it was answered', () =>
    expect(endedText({ ...ended('voice', { ...unanswered, endReason: 'API' }), stop: by })).toBe(
      'Call ended by <@U0ADA> before it was answered',
    ));
});

test('an end that was never heard of is not told as one', () => {
  const reachOut = ended('sms', { initiatedAt, connectedAt });
  expect(statusOf(reachOut, NAMELESS).title).toBe('Not followed any longer');
  expect(mayBeTriedAgain(reachOut)).toBe(false);
});

test('an end before its beginning, by clocks that differ, took no time', () => {
  const reachOut = ended('voice', { connectedAt: endedAt, endedAt: connectedAt, endReason: 'API' });
  expect(endedText(reachOut)).toBe('Call ended by a request to Amazon Connect after 0 s');
});
