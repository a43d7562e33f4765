import { StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import { afterEach, expect, test } from '@jest/globals';
import { Consumer } from 'sqs-consumer';
import type { ContactEvent } from '../../../src/sandbox/connect/index.ts';
import { clientFor, simulator, stopAll as stopConnect, voiceInput } from '../connect/support.ts';
import { simulatorAndClient, stopAll } from './support.ts';

afterEach(stopAll);

test('sqs-consumer reads, deletes what was handled, and leaves poison to the dead-letter queue', async () => {
  const queues = [{ name: 'events', deadLetterQueue: 'dead', maxReceiveCount: 3 }];
  const { sqs, client } = await simulatorAndClient({ queues });
  const handled: string[] = [];
  const consumer = Consumer.create({
    queueUrl: sqs.queueUrl(),
    sqs: client,
    waitTimeSeconds: 20,
    batchSize: 10,
    terminateVisibilityTimeout: true,
    handleMessage: async (message) => {
      if (message.Body === 'poison') throw new Error('poison');
      handled.push(message.Body ?? '');
      return message;
    },
  });
  consumer.on('processing_error', () => {});
  consumer.on('error', () => {});
  consumer.start();
  for (const body of ['one', 'poison', 'two']) sqs.send('events', body);
  await sqs.waitFor(() => sqs.messages().length === 0 && sqs.deadLetters().length === 1);
  expect(handled.toSorted()).toEqual(['one', 'two']);
  expect(sqs.deadLetters()[0]).toMatchObject({ body: 'poison', receiveCount: 3 });
  const stopped = new Promise((resolve) => consumer.once('stopped', () => resolve(undefined)));
  consumer.stop({ abort: true });
  await stopped;
});

test('a batch handler deletes in batches', async () => {
  const { sqs, client } = await simulatorAndClient();
  const handled: string[] = [];
  const consumer = Consumer.create({
    queueUrl: sqs.queueUrl(),
    sqs: client,
    batchSize: 10,
    handleMessageBatch: async (messages) => {
      handled.push(...messages.map(({ Body }) => Body ?? ''));
      return messages;
    },
  });
  consumer.on('error', () => {});
  for (let i = 0; i < 25; i++) sqs.send('reach-out-events', String(i));
  consumer.start();
  await sqs.waitFor(() => sqs.messages().length === 0);
  expect(handled).toHaveLength(25);
  expect(sqs.calls().DeleteMessageBatch).toBeGreaterThanOrEqual(3);
  const stopped = new Promise((resolve) => consumer.once('stopped', () => resolve(undefined)));
  consumer.stop();
  await stopped;
});

test('contact events of the simulated Connect arrive as EventBridge sends them', async () => {
  const { sqs } = await simulatorAndClient();
  const connect = await simulator();
  connect.deliverEventsTo(sqs, sqs.queueUrl());
  const client = clientFor(connect);
  const { ContactId } = await client.send(new StartOutboundVoiceContactCommand(voiceInput()));
  connect.world.answer(ContactId ?? '');
  const events = sqs.messages().map(({ body }) => JSON.parse(body) as ContactEvent);
  expect(events.map(({ source, detail }) => [source, detail.eventType, detail.contactId])).toEqual([
    ['aws.connect', 'INITIATED', ContactId],
    ['aws.connect', 'CONNECTED_TO_SYSTEM', ContactId],
  ]);
  client.destroy();
  await stopConnect();
});
