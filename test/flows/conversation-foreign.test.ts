import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  allHeard,
  type Conversing,
  heardIn,
  startConversing,
  type Talk,
  TOPIC,
  talk,
  untilHeard,
} from '../support/conversing.ts';

let conversing: Conversing;
let chat: Talk;
beforeAll(async () => {
  conversing = await startConversing();
  chat = await talk(conversing);
});
afterAll(() => conversing.stop());

const SECRET = 'words that are nobody’s';
const EVENT = 'application/vnd.amazonaws.connect.event.';

let lastId = 0;

/** A message of the stream that is as it should be, but for what is changed; undefined takes a member away. */
function message(change: Record<string, unknown> = {}): Record<string, unknown> {
  lastId += 1;
  return {
    ...{ AbsoluteTime: new Date().toISOString(), Content: SECRET, ContentType: 'text/plain' },
    ...{ Id: `foreign-${lastId}`, Type: 'MESSAGE', ParticipantId: 'somebody', DisplayName: '' },
    ...{ ParticipantRole: 'CUSTOMER', InitialContactId: chat.contact.id, ContactId: chat.contact.id },
    ...change,
  };
}

function envelope(change: Record<string, unknown> = {}, InstanceId?: string) {
  return {
    ...{ Type: 'Notification', MessageId: 'm', TopicArn: TOPIC, Message: JSON.stringify(message()) },
    ...(InstanceId && { MessageAttributes: { InstanceId: { Type: 'String', Value: InstanceId } } }),
    ...change,
  };
}

const OTHER = 'aaaaaaaa-0000-4000-8000-000000000000';

/** Whether a message is dropped, or stays in the queue, which hands it to its dead-letter queue. */
type Fate = 'dropped' | 'stays';

const CASES: [what: string, fate: Fate, make: () => unknown][] = [
  ['a contact that nobody knows', 'dropped', () => message({ InitialContactId: OTHER, ContactId: OTHER })],
  ['no contact', 'dropped', () => message({ InitialContactId: undefined, ContactId: undefined })],
  ['contacts that are no text', 'dropped', () => message({ InitialContactId: 5, ContactId: ['x'] })],
  ['another topic', 'dropped', () => envelope({ TopicArn: `${TOPIC}-2` })],
  ['another instance', 'dropped', () => envelope({}, OTHER)],
  ['an instance by its ARN', 'dropped', () => envelope({}, `arn:aws:connect:us-east-1:1:instance/${OTHER}`)],
  ['an envelope of nothing', 'dropped', () => envelope({ Message: 'null' })],
  ['a subscription', 'dropped', () => envelope({ Type: 'SubscriptionConfirmation', Token: SECRET })],
  ['a list', 'dropped', () => [message()]],
  ['a text', 'dropped', () => SECRET],
  ['nothing', 'dropped', () => null],
  ['an unknown type', 'dropped', () => message({ Type: 'HOLOGRAM' })],
  ['an unknown event', 'dropped', () => message({ Type: 'EVENT', ContentType: `${EVENT}sneezed` })],
  ['an event of no kind', 'dropped', () => message({ Type: 'EVENT', ContentType: undefined })],
  ['a receipt', 'dropped', () => message({ Type: 'EVENT', ContentType: `${EVENT}message.read` })],
  ['an envelope with broken JSON', 'stays', () => envelope({ Message: `{"Content":"${SECRET}"` })],
  ['no id', 'stays', () => message({ Id: undefined })],
  ['an id that is too long', 'stays', () => message({ Id: 'x'.repeat(300) })],
  ['no time', 'stays', () => message({ AbsoluteTime: undefined })],
  ['a time that is none', 'stays', () => message({ AbsoluteTime: 'soon' })],
  ['words that are no text', 'stays', () => message({ Content: { text: SECRET } })],
];

test('what is foreign, broken or outdated is not shown, holds up nobody, and leaves no words in the log', async () => {
  const { sqs, world } = conversing;
  const bodies = new Map(CASES.map(([what, , make]) => [JSON.stringify(make()), what]));
  bodies.set(`{"Content":"${SECRET}",`, 'broken JSON');
  for (const body of bodies.keys()) sqs.send(sqs.queueUrl(), body);
  world.connect.world.customerReply(chat.contact.id, 'After all of these');
  await untilHeard(conversing, chat.id, 'After all of these');
  const staying = CASES.filter(([, fate]) => fate === 'stays').map(([what]) => what);
  await sqs.waitFor(() => sqs.messages().length === staying.length + 1);
  expect(sqs.messages().map(({ body }) => bodies.get(body))).toEqual([...staying, 'broken JSON']);
  expect(heardIn(world, chat.id)).toHaveLength(1);
  expect(allHeard(world, chat.id)).not.toContain(SECRET);
  for (const line of [
    'chat message of a contact that is none of ours',
    'it is of another topic than CONNECT_MESSAGES_TOPIC_ARN',
    'it is of another Amazon Connect instance',
    'inbound message is of no interest',
    'inbound message not taken in',
  ])
    expect(world.logged()).toContain(line);
  for (const words of [SECRET, 'After all of these']) expect(world.logged()).not.toContain(words);
});

test('words of any length are shown in full, letter for letter', async () => {
  const { sqs, world } = conversing;
  const words = Array.from({ length: 3000 }, (_, at) => `word${at}<&>`).join(' ');
  sqs.send(sqs.queueUrl(), JSON.stringify(message({ Content: words })));
  await untilHeard(conversing, chat.id, 'word2999');
  const shown = heardIn(world, chat.id)
    .flatMap(({ blocks }) => JSON.stringify(blocks).match(/"type":"text","text":"((?:[^"\\]|\\.)*)"/g) ?? [])
    .map((one) => (JSON.parse(`{${one}}`) as { text: string }).text)
    .join('');
  expect(shown).toContain(words);
});

test('a customer without a number who begins a chat is none of ours', async () => {
  const { world } = conversing;
  const { connect } = world;
  const whatsapp = await talk(conversing, 'whatsapp');
  const begun = connect.world.customerWrites({
    ...{ from: 'US.13491208655302741918', to: whatsapp.contact.system.address, subtype: 'connect:WhatsApp' },
    message: { kind: 'text', text: SECRET },
  });
  connect.world.customerReply(chat.contact.id, 'After somebody without a number');
  await untilHeard(conversing, chat.id, 'After somebody without a number');
  expect(connect.chat(begun?.id ?? '')?.stream).toBeUndefined();
  expect(world.logged()).not.toContain('US.1349');
});
