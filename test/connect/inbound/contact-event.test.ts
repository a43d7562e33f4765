import { describe, expect, test } from '@jest/globals';
import { readContactEvent } from '../../../src/connect/inbound/contact-event.ts';

const INSTANCE = '12345678-1234-4234-8234-123456789012';
const ARN = `arn:aws:connect:us-east-1:123456789012:instance/${INSTANCE}`;
const QUEUE = `${ARN}/queue/support`;
const UNSET = '1970-01-01T00:00:00.001Z';
const sent = '2026-03-03T09:00:30.000Z';
const at = '2026-03-03T09:00:00.000Z';

function event(detail: object = {}, envelope: object = {}): string {
  return JSON.stringify({
    version: '0',
    id: 'e-1',
    'detail-type': 'Amazon Connect Contact Event',
    source: 'aws.connect',
    account: '123456789012',
    time: sent,
    region: 'us-east-1',
    resources: [],
    detail: { eventType: 'INITIATED', contactId: 'c-1', instanceArn: ARN, ...detail },
    ...envelope,
  });
}

const parse = (body: string) => readContactEvent(body, INSTANCE)?.news;
const legOf = (detail: object) => parse(event(detail))?.leg;

describe('what a contact event tells', () => {
  test.each<[string, object, object]>([
    ['begun', { initiationTimestamp: at }, { initiatedAt: at }],
    ['begun, the time unset: when it was sent', { initiationTimestamp: UNSET }, { initiatedAt: sent }],
    ['begun, the time missing', {}, { initiatedAt: sent }],
    ['begun, the time null', { initiationTimestamp: null }, { initiatedAt: sent }],
    ['begun, the time unreadable', { initiationTimestamp: 'soon' }, { initiatedAt: sent }],
    [
      'connected',
      { eventType: 'CONNECTED_TO_SYSTEM', initiationTimestamp: at, connectedToSystemTimestamp: at },
      { initiatedAt: at, connectedAt: at },
    ],
    [
      'times that others left unset are not made up',
      { eventType: 'CONNECTED_TO_SYSTEM', initiationTimestamp: UNSET, disconnectTimestamp: UNSET },
      { connectedAt: sent },
    ],
    [
      'in a queue',
      { eventType: 'QUEUED', queueInfo: { queueArn: QUEUE, queueType: 'STANDARD', enqueueTimestamp: at } },
      { queues: { support: at } },
    ],
    ['in a queue that is not told', { eventType: 'QUEUED' }, { queues: { '': sent } }],
    [
      'in a queue, the time unset',
      { eventType: 'QUEUED', queueInfo: { queueArn: QUEUE, enqueueTimestamp: UNSET } },
      { queues: { support: sent } },
    ],
    [
      'a queue for the caller id only',
      { queueInfo: { queueArn: QUEUE, enqueueTimestamp: UNSET } },
      { initiatedAt: sent },
    ],
    [
      'with an agent',
      { eventType: 'CONNECTED_TO_AGENT', agentInfo: { agentArn: 'a', connectedToAgentTimestamp: at } },
      { agentAt: at, agentId: 'a' },
    ],
    [
      'with an agent who is not told',
      { eventType: 'CONNECTED_TO_AGENT', agentInfo: null },
      { agentAt: sent },
    ],
    [
      'ended, the reason a text',
      { eventType: 'DISCONNECTED', disconnectTimestamp: at, disconnectReason: 'API' },
      { endedAt: at, endReason: 'API' },
    ],
    [
      'ended, the reason an object',
      { eventType: 'DISCONNECTED', disconnectTimestamp: at, disconnectReason: { code: 'API' } },
      { endedAt: at, endReason: 'API' },
    ],
    ['ended, the reason missing', { eventType: 'DISCONNECTED', disconnectTimestamp: at }, { endedAt: at }],
    [
      'ended, the reason null',
      { eventType: 'DISCONNECTED', disconnectTimestamp: at, disconnectReason: null },
      { endedAt: at },
    ],
    ['ended, the time unset', { eventType: 'DISCONNECTED', disconnectTimestamp: UNSET }, { endedAt: sent }],
    ['completed', { eventType: 'COMPLETED', disconnectTimestamp: at }, { endedAt: at }],
    ['completed tells of no end by itself', { eventType: 'COMPLETED', disconnectTimestamp: UNSET }, {}],
    [
      'voicemail',
      { eventType: 'CONTACT_DATA_UPDATED', answeringMachineDetectionStatus: 'VOICEMAIL_BEEP' },
      { answeringMachine: 'VOICEMAIL_BEEP' },
    ],
    ['of a kind yet to come', { eventType: 'SOMETHING_NEW', initiationTimestamp: at }, { initiatedAt: at }],
    ['paused', { eventType: 'PAUSED' }, {}],
    ['channel in capitals', { channel: 'VOICE', initiationTimestamp: at }, { initiatedAt: at }],
    ['channel in title case', { channel: 'Voice', initiationTimestamp: at }, { initiatedAt: at }],
    [
      'times in another zone and without milliseconds',
      { initiationTimestamp: '2026-03-03T10:00:00+01:00' },
      { initiatedAt: at },
    ],
    [
      'fields yet to come',
      { initiationTimestamp: at, recordings: [{}], customerVoiceActivity: {}, tags: { a: 'b' } },
      { initiatedAt: at },
    ],
  ])('%s', (_, detail, leg) => expect(legOf(detail)).toEqual(leg));

  test('the new name of the service is read as well', () =>
    expect(parse(event({}, { 'detail-type': 'Connect Customer Contact Event' }))?.contactId).toBe('c-1'));

  test('an instance that is configured by its ARN', () =>
    expect(readContactEvent(event(), ARN)?.news.contactId).toBe('c-1'));

  test.each<[object, string[]]>([
    [{}, []],
    [{ initialContactId: 'c-1' }, []],
    [{ previousContactId: 'c-0', initialContactId: 'c-0' }, ['c-0', 'c-0']],
    [{ previousContactId: 'c-0', initialContactId: 'c-00' }, ['c-0', 'c-00']],
    [{ previousContactId: null, initialContactId: 'c-00' }, ['c-00']],
  ])('transfers lead back: %j', (detail, follows) => expect(parse(event(detail))?.follows).toEqual(follows));
});

const inbound = { initiationMethod: 'INBOUND', channel: 'CHAT' };
const subtype = (value: object) => ({ ...inbound, segmentAttributes: { 'connect:Subtype': value } });

test.each<[object, true | undefined]>([
  [inbound, true],
  [{ ...inbound, channel: 'Chat', eventType: 'DISCONNECTED' }, true],
  [subtype({ ValueString: 'connect:SMS' }), true],
  [subtype({ valueString: 'connect:WhatsApp' }), true],
  [subtype({ valueInteger: 1 }), true],
  [{ ...inbound, segmentAttributes: null }, true],
  [subtype({ ValueString: 'connect:Chat' }), undefined],
  [{ ...inbound, channel: 'VOICE' }, undefined],
  [{ ...inbound, initiationMethod: 'TRANSFER' }, undefined],
])('whether a customer began a chat of ours: %j', (detail, expected) =>
  expect(parse(event(detail))?.isCustomersChat).toBe(expected),
);

describe('what is passed over', () => {
  test.each<[string, string]>([
    [
      'another instance',
      event({ instanceArn: ARN.replace(INSTANCE, '99999999-1234-4234-8234-123456789012') }),
    ],
    ['an event of another kind', event({}, { 'detail-type': 'Amazon Connect Contact Lens Rules Matched' })],
    ['an event without a kind', '{}'],
    ['a test notification of S3', '{"Service":"Amazon S3","Event":"s3:TestEvent"}'],
    ['a notification of SNS', JSON.stringify({ Type: 'Notification', Message: event() })],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '7'],
  ])('%s', (_, body) => expect(parse(body)).toBeUndefined());
});

describe('what is set aside', () => {
  test.each<[string, string]>([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['half an event', event().slice(0, 60)],
    ['a contact event of another source', event({}, { source: 'custom' })],
    ['a contact event without detail', event({}, { detail: undefined })],
    ['a contact event without a ContactId', event({ contactId: undefined })],
    ['an empty ContactId', event({ contactId: '' })],
    ['a ContactId longer than any', event({ contactId: 'c'.repeat(257) })],
    ['a ContactId that cannot be stored', event({ contactId: 'c\0' })],
    ['a reason of another shape', event({ disconnectReason: ['API'] })],
    ['a time of another shape', event({ initiationTimestamp: 1_772_528_400 })],
  ])('%s', (_, body) => expect(() => parse(body)).toThrow());
});
