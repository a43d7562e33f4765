import { describe, expect, test } from '@jest/globals';
import type { Channel } from '../../../src/domain/channels/registry.ts';
import type { Leg } from '../../../src/domain/contact/contact.ts';
import type { ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { mayBeTriedAgain } from '../../../src/domain/reach-out/try-again.ts';
import { historyOf } from '../../../src/domain/thread/history.ts';
import { milestoneOf } from '../../../src/domain/thread/milestone.ts';
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
    ['CUSTOMER_NEVER_ARRIVED', 'Call ended before it was answered because the customer never arrived', true],
    ['EXPIRED', 'Call ended before it was answered because its time was over', true],
    ['NEW_<REASON>', 'Call ended (NEW_&lt;REASON&gt;) before it was answered', true],
  ])('%s', (endReason, text, again) => {
    const reachOut = ended('voice', { ...unanswered, ...(endReason && { endReason }) });
    expect(endedText(reachOut)).toBe(text);
    expect(statusOf(reachOut, NAMELESS)).toEqual({ icon: ':no_mobile_phones:', title: text });
    expect(mayBeTriedAgain(reachOut)).toBe(again);
  });
});

/** Every result that Amazon Connect's API model names, and one yet to come. */
describe('what the detection of answering machines found', () => {
  const unsure = ['Answered (may be voicemail)', 'Call ended by the customer after 2 min 5 s', true] as const;
  const voicemail = [
    'Answered by voicemail',
    'Answered by voicemail, call ended by the customer after 2 min 5 s',
    false,
  ] as const;
  const unreached = (text: string) => [text, text, false] as const;
  test.each<[string, string, string, boolean]>([
    ['HUMAN_ANSWERED', 'Answered by a person', unsure[1], true],
    ['VOICEMAIL_BEEP', ...voicemail],
    ['VOICEMAIL_NO_BEEP', ...voicemail],
    [
      'FAX_MACHINE_DETECTED',
      'Answered by a fax machine',
      'Answered by a fax machine, call ended by the customer after 2 min 5 s',
      false,
    ],
    ['AMD_UNANSWERED', ...unreached('No answer')],
    ['SIT_TONE_BUSY', ...unreached('Busy')],
    ['SIT_TONE_INVALID_NUMBER', ...unreached('The number is not in service')],
    ['SIT_TONE_DETECTED', ...unreached('The carrier could not put the call through')],
    ['ANSWERED', ...unsure],
    ['UNDETECTED', ...unsure],
    ['ERROR', ...unsure],
    ['AMD_UNRESOLVED', ...unsure],
    ['AMD_ERROR', ...unsure],
    ['AMD_NOT_APPLICABLE', ...unsure],
    ['AMD_NEW', ...unsure],
  ])('%s', (answeringMachine, running, over, isGood) => {
    const leg: Leg = { ...answered, endReason: 'CUSTOMER_DISCONNECT', answeringMachine };
    const end = ended('voice', leg);
    const { endedAt: _, endReason: __, ...open } = leg;
    const isAnswered = running.startsWith('Answered');
    expect(statusOf({ ...ended('voice', open), state: 'started' }, NAMELESS).title).toBe(running);
    expect(endedText(end)).toBe(over);
    expect(statusOf(end, NAMELESS).icon === ':white_check_mark:').toBe(isGood);
    expect(historyOf(end).some(({ kind }) => kind === 'answered')).toBe(isAnswered);
    expect(mayBeTriedAgain(end)).toBe(!isAnswered);
    if (!isAnswered)
      expect(endedText(ended('voice', { ...unanswered, endReason: 'OTHER', answeringMachine }))).toBe(over);
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

test.each([
  ['EXPIRED', 'Call closed because its time was over'],
  ['CUSTOMER_NEVER_ARRIVED', 'Call ended after 2 min 5 s because the customer never arrived'],
  ['TELECOM_BUSY', 'Call ended (TELECOM_BUSY) after 2 min 5 s'],
  ['QUEUE_FULL', 'Call ended (QUEUE_FULL) after 2 min 5 s'],
])('a call that was connected, and whose end tells of nobody, is no good end: %s', (endReason, title) => {
  const reachOut = ended('voice', { ...answered, endReason });
  expect(statusOf(reachOut, NAMELESS)).toEqual({ icon: ':checkered_flag:', title });
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
  ['TELECOM_PROBLEM', "by a problem in the carrier's network after 2 min 5 s"],
  ['AGENT_NETWORK_DISCONNECT', "after 2 min 5 s because the agent's connection broke"],
  ['AGENT_DEVICE_ERROR', '(AGENT_DEVICE_ERROR) after 2 min 5 s'],
  ['CUSTOMER_CONNECTION_NOT_ESTABLISHED', 'after 2 min 5 s because the customer could not be connected'],
  ['INTERNAL_API_ERROR', '(INTERNAL_API_ERROR) after 2 min 5 s'],
  ['OUTBOUND_ATTEMPT_FAILED', '(OUTBOUND_ATTEMPT_FAILED) after 2 min 5 s'],
])('a call that broke down is no good end: %s', (endReason, how) => {
  const reachOut = ended('voice', { ...answered, endReason });
  expect(statusOf(reachOut, NAMELESS).icon).toBe(':x:');
  expect(endedText(reachOut)).toBe(`Call ended ${how}`);
  // It notifies, however soon it came.
  const soon = ended('voice', { initiatedAt, connectedAt, endedAt: connectedAt, endReason });
  expect(milestoneOf(soon)).toBe('ended');
});

/** Amazon Connect does not tell of a text that was dropped, say because the number has opted out. */
describe('a conversation is good only when the customer is known to have been there', () => {
  test.each<[string | undefined, string, boolean]>([
    ['CUSTOMER_DISCONNECT', 'Conversation ended by the customer after 2 min 15 s', true],
    ['AGENT_DISCONNECT', 'Conversation ended by the agent after 2 min 15 s', false],
    ['CONTACT_FLOW_DISCONNECT', 'Conversation ended after 2 min 15 s', false],
    ['IDLE_DISCONNECT', 'Conversation ended after 2 min 15 s because nobody wrote any more', false],
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
  const stop = { by: 'U0ADA', at: endedAt };
  const here = 'Call stopped by <@U0ADA> after 2 min 5 s';
  const elsewhere = 'Call ended by a request to Amazon Connect after 2 min 5 s';
  const inVain = { ...stop, outcome: 'goes_on' } as const;
  const unclear = { ...stop, outcome: 'not_known' } as const;
  test.each<[string, ReachOut['stop'], string | undefined, string]>([
    ['here', stop, 'API', here.replace('stopped', 'ended')],
    ['here, for a reason that says nothing', stop, 'OTHER', here],
    ['here, for no reason', stop, undefined, here],
    ['here, as nobody knew', unclear, 'API', here.replace('stopped', 'ended')],
    ['here in vain', inVain, 'API', elsewhere],
    ['here in vain, for no reason', inVain, undefined, 'Call ended after 2 min 5 s'],
    ['elsewhere', undefined, 'API', elsewhere],
    ['by nobody', undefined, 'OTHER', 'Call ended after 2 min 5 s'],
    [
      'here, as the customer hung up',
      stop,
      'CUSTOMER_DISCONNECT',
      'Call ended by the customer after 2 min 5 s',
    ],
    ['here, as the flow ended', stop, 'CONTACT_FLOW_DISCONNECT', 'Call ended after 2 min 5 s'],
  ])('%s', (_, asked, endReason, text) => {
    const leg = { ...answered, ...(endReason && { endReason }) };
    expect(endedText({ ...ended('voice', leg), ...(asked && { stop: asked }) })).toBe(text);
  });

  test.each(['API', 'OTHER', 'TELECOM_ORIGINATOR_CANCEL', undefined])(
    'before it was answered: %s',
    (endReason) => {
      const call = ended('voice', { ...unanswered, ...(endReason && { endReason }) });
      expect(endedText({ ...call, stop })).toBe(
        `Call ${endReason === 'API' ? 'ended' : 'stopped'} by <@U0ADA> before it was answered`,
      );
      expect(mayBeTriedAgain({ ...call, stop })).toBe(false);
      expect(milestoneOf({ ...call, stop })).toBeUndefined();
    },
  );

  test('a conversation', () =>
    expect(endedText({ ...ended('sms', { ...answered, endReason: 'OTHER' }), stop })).toBe(
      'Conversation stopped by <@U0ADA> after 2 min 15 s',
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
