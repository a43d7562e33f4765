import { describe, expect, test } from '@jest/globals';
import { saidOf } from '../../../src/connect/chat/item.ts';
import { parseChatMessage } from '../../../src/connect/inbound/chat-message.ts';
import { Foreign } from '../../../src/connect/inbound/queue.ts';

const ITEM = {
  ...{ AbsoluteTime: '2026-03-03T09:00:00.123Z', Id: 'i', Type: 'MESSAGE', ContentType: 'text/plain' },
  ...{ Content: 'Hi', ParticipantId: 'p', ParticipantRole: 'CUSTOMER', DisplayName: '' },
};
const EVENT = 'application/vnd.amazonaws.connect.event.';
const MESSAGE = 'application/vnd.amazonaws.connect.message.';

test.each<[string, object, object | undefined]>([
  ['words', {}, { kind: 'text', text: 'Hi' }],
  ['no words', { Content: undefined }, { kind: 'text', text: '' }],
  ['what PostgreSQL does not take', { Content: 'a\0b\ud800c' }, { kind: 'text', text: 'ab\ufffdc' }],
  ["a customer's name, which may be a number", { DisplayName: '+12065550152' }, { kind: 'text', text: 'Hi' }],
  [
    "an agent's name",
    { ParticipantRole: 'AGENT', DisplayName: 'Ana\u202e\n\ud800 R' },
    { kind: 'text', text: 'Hi', name: 'Ana\ufffd R' },
  ],
  ['a file', { Type: 'ATTACHMENT', Content: undefined }, { kind: 'attachment' }],
  ['a list', { ContentType: `${MESSAGE}interactive.response` }, { kind: 'interactive' }],
  ['a place', { ContentType: `${MESSAGE}location` }, { kind: 'location' }],
  ['anything else', { ContentType: 'application/json' }, { kind: 'other' }],
  ['typing', { Type: 'EVENT', ContentType: `${EVENT}typing` }, undefined],
  ['a transfer', { Type: 'EVENT', ContentType: `${EVENT}transfer.succeeded` }, undefined],
  ['an end', { Type: 'EVENT', ContentType: `${EVENT}chat.ended` }, { kind: 'ended' }],
  [
    'a receipt',
    { Type: 'EVENT', ContentType: `${EVENT}message.read`, MessageMetadata: { MessageId: 'm' } },
    { kind: 'read', messageId: 'm' },
  ],
  ['a receipt of nothing', { Type: 'EVENT', ContentType: `${EVENT}message.read` }, { kind: 'read' }],
  ['no time', { AbsoluteTime: 'soon' }, undefined],
  ['no id', { Id: '' }, undefined],
  ['an id of NULs', { Id: '\0' }, undefined],
])('%s', (_, change, what) => {
  expect(saidOf({ ...ITEM, ...change })?.what).toEqual(what);
});

describe('a message of the stream', () => {
  const source = { topicArn: 'arn:aws:sns:topic', instanceId: 'ours' };
  const read = (body: string) => parseChatMessage(body, source);
  const body = JSON.stringify({ ...ITEM, ContactId: 'leg', InitialContactId: 'first' });
  const wrapped = (change: object = {}) =>
    JSON.stringify({ Type: 'Notification', TopicArn: source.topicArn, Message: body, ...change });
  const ofInstance = (Value: string) => ({ MessageAttributes: { InstanceId: { Type: 'String', Value } } });

  test('tells the same in an envelope and without', () => {
    expect(read(body)).toMatchObject({ contactIds: ['first', 'leg'], said: { id: 'i' } });
    for (const change of [{}, ofInstance('ours'), ofInstance('arn:aws:connect:r:1:instance/ours')])
      expect(read(wrapped(change))).toEqual(read(body));
    for (const other of ['{}', '[]', '1', 'null', '"x"']) expect(read(other)).toBeUndefined();
  });

  test.each([{ TopicArn: 'arn:aws:sns:other' }, { TopicArn: undefined }, ofInstance('theirs')])(
    'is foreign: %j',
    (change) => expect(() => read(wrapped(change))).toThrow(Foreign),
  );

  test.each([wrapped({ Message: '{' }), '{', '{"ContactId":"leg"}'])('can’t be read: %s', (one) => {
    expect(() => read(one)).toThrow();
    expect(() => read(one)).not.toThrow(Foreign);
  });
});
