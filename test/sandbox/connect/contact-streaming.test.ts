import { StartOutboundVoiceContactCommand, StopContactStreamingCommand } from '@aws-sdk/client-connect';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from '@jest/globals';
import {
  manualClock,
  SANDBOX_CREDENTIALS,
  SEED_IDS,
  type SimulatedConnectOptions,
  topicArn,
} from '../../../src/sandbox/connect/index.ts';
import { startSimulatedSqs } from '../../../src/sandbox/sqs/index.ts';
import { chatDesk, told } from './chat-support.ts';
import { errorName, stopAll, voiceInput } from './support.ts';

afterEach(stopAll);

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:reach-out-messages';

test('streaming begins once: the same token gets the same id, another one is too many', async () => {
  const { connect, start, stream } = await chatDesk();
  expect(topicArn(connect.seed)).toBe(TOPIC);
  const id = await start();
  const first = await stream(id, 'one');
  expect(first).toEqual(expect.any(String));
  expect(await stream(id, 'one')).toBe(first);
  expect(await errorName(stream(id, 'two'))).toBe('LimitExceededException');
});

test.each([
  ['a FIFO topic', `${TOPIC}.fifo`, 'InvalidRequestException'],
  ['a topic that Connect may not publish to', `${TOPIC}-of-others`, 'InvalidRequestException'],
  ['a queue', 'arn:aws:sqs:us-east-1:123456789012:q', 'InvalidRequestException'],
  ['an ARN that is too long', `${TOPIC}${'x'.repeat(350)}`, 'InvalidParameterException'],
  ['no ARN', '', 'InvalidParameterException'],
])('%s is refused', async (_what, arn, name) => {
  const { start, stream } = await chatDesk();
  expect(await errorName(stream(await start(), 'token', arn))).toBe(name);
});

test('calls, unknown contacts, ended ones and later contacts of a chain are not streamed', async () => {
  const { connect, client, start, stream } = await chatDesk();
  const { ContactId = '' } = await client.send(new StartOutboundVoiceContactCommand(voiceInput()));
  const [ended, transferred] = [await start(), await start()];
  connect.world.endByFlow(ended);
  const next = connect.world.transfer(transferred);
  expect(await errorName(stream(ContactId))).toBe('InvalidRequestException');
  expect(await errorName(stream('nobody'))).toBe('ResourceNotFoundException');
  expect(await errorName(stream(ended))).toBe('InvalidRequestException');
  expect(await errorName(stream(next.id))).toBe('InvalidRequestException');
  expect(await errorName(stream(transferred))).toBeUndefined();
});

test('what is said from then on is published, until it is stopped', async () => {
  const { connect, client, start, stream } = await chatDesk();
  const id = await start();
  connect.world.customerReply(id, 'Too early');
  const StreamingId = await stream(id);
  connect.world.customerReply(id, 'Yes please!');
  connect.world.flowSays(id, 'Which day?', 'BOT');
  const stop = (streaming?: string) =>
    client.send(
      new StopContactStreamingCommand({
        InstanceId: SEED_IDS.instance,
        ContactId: id,
        StreamingId: streaming,
      }),
    );
  expect(await errorName(stop('another'))).toBe('ResourceNotFoundException');
  await stop(StreamingId);
  connect.world.customerReply(id, 'Too late');
  expect(connect.recentMessages().map(told)).toEqual(['CUSTOMER: Yes please!', 'SYSTEM: Which day?']);
  const [first, second] = connect.recentMessages().map(({ message }) => JSON.parse(message));
  expect(first).toEqual({
    AbsoluteTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    Content: 'Yes please!',
    ContentType: 'text/plain',
    Id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    Type: 'MESSAGE',
    ParticipantId: expect.any(String),
    DisplayName: '',
    ParticipantRole: 'CUSTOMER',
    InitialContactId: id,
    ContactId: id,
  });
  expect(second).toMatchObject({ DisplayName: 'BOT' });
  expect(connect.contact(id)?.transcript.map((entry) => entry.id)).toContain(second.Id);
});

test('the first message is streamed where the chat opens after streaming began', async () => {
  const { connect, start, stream } = await chatDesk({ openChatsAtOnce: false });
  const id = await start();
  await stream(id);
  expect(connect.recentMessages()).toEqual([]);
  connect.world.open(id);
  expect(connect.recentMessages().map(told)).toEqual(['SYSTEM: Hello']);
});

test('an agent comes, is passed on, and the chat ends: one stream over the chain', async () => {
  const { connect, start, stream } = await chatDesk();
  const { world } = connect;
  const id = await start();
  await stream(id);
  world.queue(id);
  world.agentJoins(id);
  world.agentTypes(id);
  world.agentSays(id, 'I am Ana');
  const next = world.transfer(id, { queueId: SEED_IDS.salesQueue });
  world.agentJoins(next.id, '40000000-0000-4000-8000-000000000002');
  world.customerTypes(next.id);
  world.customerReply(next.id, 'And you?');
  const last = world.agentLeaves(next.id);
  world.flowSays(last.id, 'How was it?');
  world.endByFlow(last.id);
  expect(last).toMatchObject({
    initiationMethod: 'DISCONNECT',
    previousContactId: next.id,
    state: 'connected',
  });
  expect(connect.recentMessages().map(told)).toEqual([
    'AGENT: participant.joined',
    'AGENT: typing',
    'AGENT: I am Ana',
    'AGENT: participant.left',
    'SYSTEM: transfer.succeeded',
    'AGENT: participant.joined',
    'CUSTOMER: typing',
    'CUSTOMER: And you?',
    'AGENT: participant.left',
    'SYSTEM: How was it?',
    'SYSTEM: chat.ended',
  ]);
  const bodies = connect.recentMessages().map(({ message }) => JSON.parse(message));
  expect(new Set(bodies.map(({ InitialContactId }) => InitialContactId))).toEqual(new Set([id]));
  expect(bodies.at(7)).toMatchObject({ ContactId: next.id });
  expect(bodies.at(0)).toMatchObject({ DisplayName: 'Ana Souza' });
  expect(new Set(bodies.map(({ Id }) => Id)).size).toBe(bodies.length);
});

/** A queue that is subscribed to the topic, and what it was handed, as the AWS SDK reads it. */
async function withQueue(options: SimulatedConnectOptions) {
  const desk = await chatDesk(options);
  const sqs = await startSimulatedSqs();
  const client = new SQSClient({ endpoint: sqs.url, region: 'us-east-1', credentials: SANDBOX_CREDENTIALS });
  const subscribe = (arn?: string) => desk.connect.deliverMessagesTo(sqs, sqs.queueUrl(), arn);
  const id = await desk.start();
  await desk.stream(id);
  const receive = async () => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: sqs.queueUrl(),
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
      }),
    );
    client.destroy();
    await sqs.stop();
    return Messages;
  };
  return { ...desk, id, subscribe, receive };
}

test('a queue gets it in the envelope of SNS, with its attributes', async () => {
  const { connect, id, subscribe, receive } = await withQueue({});
  subscribe(TOPIC);
  connect.world.customerReply(id, 'Hi');
  const [message] = await receive();
  const envelope = JSON.parse(message?.Body ?? '');
  expect(envelope).toMatchObject({
    Type: 'Notification',
    MessageId: expect.any(String),
    TopicArn: TOPIC,
    Timestamp: expect.stringMatching(/Z$/),
    MessageAttributes: {
      MessageVisibility: { Type: 'String', Value: 'ALL' },
      ParticipantRole: { Type: 'String', Value: 'CUSTOMER' },
      ContentType: { Type: 'String', Value: 'text/plain' },
      Type: { Type: 'String', Value: 'MESSAGE' },
      ContactId: { Type: 'String', Value: id },
      InitialContactId: { Type: 'String', Value: id },
      InstanceId: { Type: 'String', Value: SEED_IDS.instance },
    },
  });
  expect(JSON.parse(envelope.Message)).toMatchObject({ Content: 'Hi', ContactId: id });
  expect(message?.MessageAttributes).toBeUndefined();
});

test('with raw delivery the body alone, its attributes as the message’s', async () => {
  const { connect, id, subscribe, receive } = await withQueue({ messages: { raw: true } });
  subscribe();
  connect.world.customerReply(id, 'Hi');
  const [message] = await receive();
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({ Content: 'Hi', Type: 'MESSAGE' });
  expect(message?.MessageAttributes?.ContactId).toMatchObject({ DataType: 'String', StringValue: id });
});

test('a queue of another topic gets nothing', async () => {
  const { connect, id, subscribe, receive } = await withQueue({});
  subscribe(`${TOPIC}-of-others`);
  connect.world.customerReply(id, 'Hi');
  expect(await receive()).toEqual([]);
});

test('twice, shuffled, held back: as the settings say', async () => {
  const clock = manualClock();
  const order = [0.9, 0.1, 0.5, 0.3];
  let next = 0;
  const random = () => order[next++ % order.length] ?? 0;
  const { connect, start, stream } = await chatDesk({ clock, random, messages: { duplicates: 1 } });
  const id = await start();
  await stream(id);
  connect.configureMessages({ shuffleWindowMs: 1000 });
  connect.world.customerReply(id, 'One');
  connect.world.customerReply(id, 'Two');
  expect(connect.recentMessages()).toEqual([]);
  clock.advance(1000);
  expect(connect.recentMessages().map(told)).toEqual([
    'CUSTOMER: One',
    'CUSTOMER: Two',
    'CUSTOMER: Two',
    'CUSTOMER: One',
  ]);
  connect.configureMessages({ shuffleWindowMs: 0, duplicates: 0, hold: true });
  connect.world.customerReply(id, 'Three');
  expect(connect.recentMessages()).toHaveLength(4);
  connect.configureMessages({ hold: false });
  expect(connect.recentMessages().map(told).at(-1)).toBe('CUSTOMER: Three');
});
