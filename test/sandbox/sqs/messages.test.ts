import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from '@jest/globals';
import { errorName, simulatorAndClient, stopAll } from './support.ts';

afterEach(stopAll);

async function setUp(options = {}) {
  const { sqs, client, clock } = await simulatorAndClient(options);
  const QueueUrl = sqs.queueUrl();
  const receive = async (input: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl, ...input }))).Messages ?? [];
  const remove = (ReceiptHandle: string | undefined) =>
    client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return { sqs, client, clock, QueueUrl, receive, remove };
}

test('sent, received with its attributes, deleted', async () => {
  const { sqs, client, clock, QueueUrl, receive, remove } = await setUp();
  const sent = await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'Grüße' }));
  const [message] = await receive({ MessageSystemAttributeNames: ['All'] });
  expect(message).toMatchObject({
    MessageId: sent.MessageId,
    Body: 'Grüße',
    MD5OfBody: sent.MD5OfMessageBody,
  });
  expect(message?.Attributes).toMatchObject({
    ApproximateReceiveCount: '1',
    SentTimestamp: String(clock.now()),
  });
  expect(sqs.inFlight()).toHaveLength(1);
  await remove(message?.ReceiptHandle);
  expect(sqs.messages()).toEqual([]);
  expect(clock.pending()).toBe(0);
});

test('a received message is hidden until its visibility timeout, then comes again with a new receipt', async () => {
  const { sqs, clock, receive, remove } = await setUp();
  sqs.send('reach-out-events', 'once');
  const [first] = await receive({ VisibilityTimeout: 10 });
  clock.advance(9_999);
  expect(await receive()).toEqual([]);
  clock.advance(1);
  const [second] = await receive({ MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
  expect(second?.Attributes).toEqual({ ApproximateReceiveCount: '2' });
  await remove(first?.ReceiptHandle);
  expect(sqs.messages()).toHaveLength(1);
  await remove(second?.ReceiptHandle);
  expect(sqs.messages()).toEqual([]);
});

test('visibility can be changed while a message is in flight', async () => {
  const { sqs, client, clock, QueueUrl, receive } = await setUp();
  sqs.send('reach-out-events', 'once');
  const [message] = await receive();
  const change = (VisibilityTimeout: number) =>
    client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout,
      }),
    );
  await change(60);
  clock.advance(59_000);
  expect(await receive()).toEqual([]);
  await change(0);
  expect(await errorName(change(5))).toBe('MessageNotInflight');
  expect(await receive()).toHaveLength(1);
});

test('a long poll is answered by the message that arrives, by the clock, or by what becomes visible', async () => {
  const { sqs, clock, QueueUrl, receive } = await setUp();
  const waiting = receive({ WaitTimeSeconds: 20 });
  await pendingTimers(clock, 1);
  sqs.send(QueueUrl, 'now');
  expect((await waiting).map(({ Body }) => Body)).toEqual(['now']);

  const again = receive({ WaitTimeSeconds: 20, VisibilityTimeout: 5 });
  await pendingTimers(clock, 2);
  clock.advance(19_999);
  await pendingTimers(clock, 2);
  clock.advance(1);
  expect(await again).toEqual([]);

  const third = receive({ WaitTimeSeconds: 20 });
  await pendingTimers(clock, 2);
  clock.advance(10_000);
  expect((await third).map(({ Body }) => Body)).toEqual(['now']);
});

test('a client that leaves during a long poll takes no message with it', async () => {
  const { sqs, client, clock, QueueUrl } = await setUp();
  const abort = new AbortController();
  const call = errorName(
    client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), { abortSignal: abort.signal }),
  );
  await pendingTimers(clock, 1);
  abort.abort();
  expect(await call).toBe('AbortError');
  await pendingTimers(clock, 0);
  sqs.send(QueueUrl, 'kept');
  expect(sqs.inFlight()).toEqual([]);
});

test('a message received too often goes to the dead-letter queue', async () => {
  const queues = [
    { name: 'events', deadLetterQueue: 'dead', maxReceiveCount: 2, visibilityTimeoutSeconds: 10 },
  ];
  const { sqs, clock, receive } = await setUp({ queues });
  sqs.send('events', 'poison');
  for (let round = 0; round < 2; round++) {
    expect(await receive()).toHaveLength(1);
    clock.advance(10_000);
  }
  expect(sqs.deadLetters()).toEqual([]);
  expect(await receive()).toEqual([]);
  expect(sqs.messages()).toEqual([]);
  expect(sqs.deadLetters().map(({ body }) => body)).toEqual(['poison']);
});

test('batches: each entry by itself', async () => {
  const { sqs, client, QueueUrl, receive } = await setUp();
  const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: Id === 'b' ? '\u0001' : Id }));
  const sent = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'c']);
  expect(sent.Failed?.map(({ Id, Code }) => [Id, Code])).toEqual([['b', 'InvalidMessageContents']]);
  const [a, c] = await receive({ MaxNumberOfMessages: 10 });
  const changed = await client.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl,
      Entries: [{ Id: 'a', ReceiptHandle: a?.ReceiptHandle, VisibilityTimeout: 0 }],
    }),
  );
  expect(changed.Successful).toHaveLength(1);
  const removed = await client.send(
    new DeleteMessageBatchCommand({
      QueueUrl,
      Entries: [
        { Id: 'good', ReceiptHandle: c?.ReceiptHandle },
        { Id: 'bad', ReceiptHandle: 'nonsense' },
      ],
    }),
  );
  expect(removed.Failed?.map(({ Code }) => Code)).toEqual(['ReceiptHandleIsInvalid']);
  expect(sqs.messages().map(({ body }) => body)).toEqual(['a']);
  const twice = [
    { Id: 'x', ReceiptHandle: 'r' },
    { Id: 'x', ReceiptHandle: 'r' },
  ];
  expect(await errorName(client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: twice })))).toBe(
    'BatchEntryIdsNotDistinct',
  );
  expect(await errorName(client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [] })))).toBe(
    'EmptyBatchRequest',
  );
});

test.each([
  ['too many at once', { MaxNumberOfMessages: 11 }],
  ['none', { MaxNumberOfMessages: 0 }],
  ['too long a wait', { WaitTimeSeconds: 21 }],
  ['too long hidden', { VisibilityTimeout: 43_201 }],
])('%s is refused', async (_what, input) => {
  const { receive } = await setUp();
  expect(await errorName(receive(input))).toBe('InvalidParameterValue');
});

test('a message of 1 MiB is taken, one byte more is not', async () => {
  const { client, QueueUrl } = await setUp();
  const send = (length: number) =>
    errorName(client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x'.repeat(length) })));
  expect(await send(1_048_576)).toBeUndefined();
  expect(await send(1_048_577)).toBe('InvalidParameterValue');
});

/** Requests are on a socket: looks each turn of the event loop until the simulator waits with so many timers. */
async function pendingTimers(clock: { pending(): number }, count: number): Promise<void> {
  while (clock.pending() !== count) await new Promise((resolve) => setImmediate(resolve));
}
