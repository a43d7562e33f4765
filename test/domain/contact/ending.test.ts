import { describe, expect, test } from '@jest/globals';
import type { Leg } from '../../../src/domain/contact/contact.ts';
import { endingOf } from '../../../src/domain/contact/ending.ts';
import type { Channel, ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { mayBeTriedAgain } from '../../../src/domain/reach-out/try-again.ts';
import { endingText } from '../../../src/views/sentences/ending.ts';
import { statusOf } from '../../../src/views/sentences/status.ts';
import { sampleReachOut, VOICE_REQUEST } from '../../support/sample-reach-out.ts';

const names = { queue: () => undefined, flow: () => undefined, contactUrl: () => undefined };
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

function textOf({ contact, request }: ReachOut): string {
  return endingText(endingOf(contact, request.channel), request.channel);
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
    ['API', 'Call ended on request before it was answered', false],
    ['NEW_<REASON>', 'Call ended (NEW_&lt;REASON&gt;) before it was answered', true],
  ])('%s', (endReason, text, again) => {
    const reachOut = ended('voice', { ...unanswered, ...(endReason && { endReason }) });
    expect(textOf(reachOut)).toBe(text);
    expect(statusOf(reachOut, names)).toEqual({ icon: ':no_mobile_phones:', title: text });
    expect(mayBeTriedAgain(reachOut)).toBe(again);
  });

  test.each([
    ['AMD_UNANSWERED', 'No answer'],
    ['SIT_TONE_BUSY', 'Busy'],
    ['SIT_TONE_INVALID_NUMBER', 'The number is not in service'],
  ])('told by the detection of answering machines: %s', (answeringMachine, text) => {
    expect(textOf(ended('voice', { ...unanswered, endReason: 'OTHER', answeringMachine }))).toBe(text);
  });
});

describe('a call that was answered', () => {
  test.each<[string | undefined, string]>([
    ['CUSTOMER_DISCONNECT', 'Call ended by the customer after 2 min 5 s'],
    ['AGENT_DISCONNECT', 'Call ended by the agent after 2 min 5 s'],
    ['THIRD_PARTY_DISCONNECT', 'Call ended by a third party after 2 min 5 s'],
    ['CONTACT_FLOW_DISCONNECT', 'Call ended by the flow after 2 min 5 s'],
    ['API', 'Call ended on request after 2 min 5 s'],
    ['BARGED', 'Call ended by a supervisor after 2 min 5 s'],
    ['SYSTEM_ERROR', 'Call ended by an error in Amazon Connect after 2 min 5 s'],
    ['TELECOM_PROBLEM', 'Call ended (TELECOM_PROBLEM) after 2 min 5 s'],
    ['OTHER', 'Call ended after 2 min 5 s'],
    [undefined, 'Call ended after 2 min 5 s'],
  ])('%s', (endReason, text) => {
    const reachOut = ended('voice', { ...answered, ...(endReason && { endReason }) });
    expect(textOf(reachOut)).toBe(text);
    expect(statusOf(reachOut, names).icon).toBe(':white_check_mark:');
    expect(mayBeTriedAgain(reachOut)).toBe(false);
  });
});

describe('a conversation', () => {
  test.each<[string | undefined, string]>([
    ['CUSTOMER_DISCONNECT', 'Conversation ended by the customer after 2 min 15 s'],
    ['IDLE_DISCONNECT', 'Conversation ended because nobody wrote any more after 2 min 15 s'],
    ['EXPIRED', 'Conversation closed because its time was over'],
    [undefined, 'Conversation ended after 2 min 15 s'],
  ])('%s', (endReason, text) => {
    const reachOut = ended('sms', { ...answered, ...(endReason && { endReason }) });
    expect(textOf(reachOut)).toBe(text);
    expect(mayBeTriedAgain(reachOut)).toBe(false);
  });
});

test('an end that was never heard of is not told as one', () => {
  const reachOut = ended('sms', { initiatedAt, connectedAt });
  expect(statusOf(reachOut, names).title).toBe('Not followed any longer');
  expect(mayBeTriedAgain(reachOut)).toBe(false);
});

test('an end before its beginning, by clocks that differ, took no time', () => {
  const reachOut = ended('voice', { connectedAt: endedAt, endedAt: connectedAt, endReason: 'API' });
  expect(textOf(reachOut)).toBe('Call ended on request after 0 s');
});
