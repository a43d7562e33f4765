import { describe, expect, test } from '@jest/globals';
import type { Leg } from '../../src/domain/contact/contact.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import type { Part } from '../../src/domain/thread/post.ts';
import { validateMessageBlocks } from '../../src/sandbox/slack/block-kit/message.ts';
import { buildThreadMessage } from '../../src/views/thread/message.ts';
import { NAMELESS, sampleReachOut, VOICE_REQUEST } from '../support/sample-reach-out.ts';

const names = {
  ...NAMELESS,
  queue: (id: string) => ({ 'q-1': 'Support', 'q-2': 'Sales' })[id],
  agent: (id: string) => ({ 'a-1': 'Ana <Souza>', 'a-2': 'Kofi' })[id],
};

const at = (second: number) => `2026-01-01T09:00:${String(second).padStart(2, '0')}Z`;

/** As it reads, with the seconds of its times. */
function read(changes: Partial<ReachOut>, part: Part = 'contact_id'): string {
  const { text, blocks } = buildThreadMessage(sampleReachOut(changes), part, names);
  expect(() => validateMessageBlocks(blocks)).not.toThrow();
  expect(JSON.stringify(blocks)).toContain(JSON.stringify(text));
  return text.replace(/<!date\^(\d+)\^[^>]*>/g, (_, unix: string) => `:${Number(unix) % 60}`);
}

describe("the ContactId's reply", () => {
  const contact = (legs: Record<string, Leg>) => ({ contactId: 'c-1', contact: { legs } });
  const call = { request: VOICE_REQUEST, state: 'started' } as const;
  const chat = { state: 'started' } as const;
  test.each<[string, Partial<ReachOut>, string]>([
    ['nothing heard yet', { ...chat, contactId: 'c-1' }, 'ContactId `c-1`'],
    [
      'a call',
      {
        ...call,
        ...contact({ 'c-1': { initiatedAt: at(1), connectedAt: at(5), answeringMachine: 'VOICEMAIL_BEEP' } }),
      },
      'ContactId `c-1`\n:5 answered by voicemail',
    ],
    [
      'a chat in a queue, then with an agent',
      {
        ...chat,
        ...contact({
          'c-1': { connectedAt: at(2), queues: { 'q-1': at(5) }, agentAt: at(9), agentId: 'a-1' },
        }),
      },
      'ContactId `c-1`\n:5 in queue Support · :9 with agent Ana &lt;Souza&gt;',
    ],
    [
      'nobody has a name',
      { ...chat, ...contact({ 'c-1': { queues: { 'q-9': at(5) }, agentAt: at(9), agentId: 'a-9' } }) },
      'ContactId `c-1`\n:5 in a queue · :9 with an agent',
    ],
    [
      'one queue, told with its id and without',
      { ...chat, ...contact({ 'c-1': { queues: { '': at(5), 'q-1': at(5) } } }) },
      'ContactId `c-1`\n:5 in queue Support',
    ],
    [
      'transferred',
      {
        ...chat,
        ...contact({
          'c-1': { initiatedAt: at(1), agentAt: at(9), agentId: 'a-1', endedAt: at(20) },
          'a-2': { initiatedAt: at(20), connectedAt: at(20), queues: { 'q-1': at(20) } },
        }),
      },
      'ContactId `a-2`, transferred from `c-1`\n:9 with agent Ana &lt;Souza&gt; · :20 transferred · :20 in queue Support',
    ],
    [
      'transferred twice in a row, and back',
      {
        ...chat,
        ...contact({
          'c-1': {
            ...{ initiatedAt: at(1), queues: { 'q-1': at(2) }, agentAt: at(4), agentId: 'a-1' },
            endedAt: at(10),
          },
          'd-2': { initiatedAt: at(10), queues: { 'q-2': at(10) }, endedAt: at(15) },
          'b-3': { initiatedAt: at(15), queues: { 'q-1': at(15) }, agentAt: at(21), agentId: 'a-2' },
        }),
      },
      'ContactId `b-3`, transferred from `c-1`\n:2 in queue Support · :4 with agent Ana &lt;Souza&gt; · :10 transferred · :10 in queue Sales · :15 transferred · :15 in queue Support · :21 with agent Kofi',
    ],
    [
      'all at once',
      {
        ...call,
        ...contact({
          'c-1': { connectedAt: at(5), queues: { 'q-1': at(5) }, endedAt: at(5) },
          'b-2': { initiatedAt: at(5), queues: { 'q-9': at(5) }, agentAt: at(5) },
        }),
      },
      'ContactId `b-2`, transferred from `c-1`\n:5 answered (may be voicemail) · :5 in queue Support · :5 transferred · :5 in a queue · :5 with an agent',
    ],
    [
      'transferred, and nothing more known of it',
      { ...chat, ...contact({ 'c-1': { agentAt: at(9), endedAt: at(20) }, 'a-2': {} }) },
      'ContactId `a-2`, transferred from `c-1`\n:9 with an agent · transferred',
    ],
    [
      'over within a minute',
      {
        ...call,
        state: 'ended',
        ...contact({ 'c-1': { connectedAt: at(5), endedAt: at(17), endReason: 'CUSTOMER_DISCONNECT' } }),
      },
      'ContactId `c-1`\n:5 answered (may be voicemail) · :17 call ended by the customer after 12 s',
    ],
    [
      'a chat that nobody is known to have read',
      {
        ...chat,
        state: 'ended',
        ...contact({ 'c-1': { initiatedAt: at(5), endedAt: at(17), endReason: 'OTHER' } }),
      },
      'ContactId `c-1`\n:17 conversation ended after 12 s, delivery not confirmed',
    ],
    [
      'over after more than a minute: that is told by a reply of its own',
      {
        ...call,
        state: 'ended',
        ...contact({ 'c-1': { connectedAt: at(5), endedAt: '2026-01-01T09:01:06Z' } }),
      },
      'ContactId `c-1`\n:5 answered (may be voicemail)',
    ],
  ])('%s', (_, changes, text) => expect(read(changes)).toBe(text));
});

test('of a log that is longer than a message can be, the end is shown', () => {
  const transfers = Array.from({ length: 60 }, (_, n) => [`t-${n}`, { initiatedAt: at(n) }] as const);
  const legs = { 'c-1': { initiatedAt: at(0) }, ...Object.fromEntries(transfers) };
  const [, log = ''] = read({ state: 'started', contactId: 'c-1', contact: { legs } }).split('\n');
  expect(log).toMatch(/^… · :\d+ transferred · .* · :59 transferred$/);
  expect(log.split(' · ').length).toBeGreaterThan(20);
});

describe('a reply of its own', () => {
  const over = (leg: Leg) =>
    ({ state: 'ended', contactId: 'c-1', contact: { legs: { 'c-1': leg } } }) as const;
  const failure = { code: 'conflict', awsError: 'ConflictException', requestId: 'r-1' } as const;
  test.each<[Part, Partial<ReachOut>, string]>([
    [
      'milestone:failed',
      { state: 'failed', failure },
      ':x: Not sent (ConflictException, AWS request id `r-1`)',
    ],
    ['milestone:failed', { state: 'failed', failure: { code: 'refused' } }, ':x: Not sent'],
    [
      'milestone:failed',
      { state: 'failed', failure: { ...failure, code: 'waited_too_long' }, waiting: 'rate' },
      ':x: Not sent: waited too long (ConflictException, AWS request id `r-1`)',
    ],
    ['milestone:unresolved', { state: 'unresolved' }, ":grey_question: We don't know whether this was sent"],
    [
      'milestone:ended',
      { request: VOICE_REQUEST, ...over({ endedAt: at(30), endReason: 'TELECOM_BUSY' }) },
      ':no_mobile_phones: Busy · :30',
    ],
    [
      'milestone:ended',
      over({ initiatedAt: at(0), endedAt: '2026-01-01T10:00:00Z', endReason: 'EXPIRED' }),
      ':checkered_flag: Conversation closed because its time was over, delivery not confirmed · :0',
    ],
    [
      'milestone:ended',
      { state: 'ended', contactId: 'c-1' },
      ':grey_question: Not followed any longer, delivery not confirmed',
    ],
  ])('%s %j', (part, changes, text) => expect(read(changes, part)).toBe(text));
});

test.each<[Part, Partial<ReachOut>, string]>([
  ['contact_id', { state: 'started', contactId: 'c-1' }, 'ContactId `c-1`'],
  ['milestone:failed', { state: 'failed', failure: { code: 'refused' } }, ':x: Not sent'],
  ['milestone:unresolved', { state: 'unresolved' }, ":grey_question: We don't know whether this was sent"],
])("in somebody else's thread %s begins with what it is about", (part, changes, text) => {
  expect(read({ ...changes, threadTs: '0.9' }, part)).toBe(`SMS to +1 …0152 · ${text}`);
});
