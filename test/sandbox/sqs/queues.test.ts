import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from '@jest/globals';
import { errorName, simulatorAndClient, stopAll } from './support.ts';

afterEach(stopAll);

test('queues are made, found and described', async () => {
  const { sqs, client } = await simulatorAndClient();
  const dead = await client.send(new CreateQueueCommand({ QueueName: 'mine-dead' }));
  const { Attributes: deadAttributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: dead.QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: deadAttributes?.QueueArn,
    maxReceiveCount: '3',
  });
  const create = (VisibilityTimeout: string) =>
    client.send(
      new CreateQueueCommand({ QueueName: 'mine', Attributes: { VisibilityTimeout, RedrivePolicy } }),
    );
  const { QueueUrl } = await create('60');
  expect((await create('60')).QueueUrl).toBe(QueueUrl);
  expect(await errorName(create('61'))).toBe('QueueNameExists');
  expect((await client.send(new GetQueueUrlCommand({ QueueName: 'mine' }))).QueueUrl).toBe(QueueUrl);
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'two', DelaySeconds: 5 }));
  await client.send(new ReceiveMessageCommand({ QueueUrl }));
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  expect(Attributes).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '1',
    ApproximateNumberOfMessagesDelayed: '1',
    VisibilityTimeout: '60',
  });
  expect(JSON.parse(Attributes?.RedrivePolicy ?? '')).toMatchObject({ maxReceiveCount: 3 });
  expect(sqs.deadLetters('mine')).toEqual([]);
});

test('an unknown queue is the SDK’s QueueDoesNotExist', async () => {
  const { sqs, client } = await simulatorAndClient();
  const QueueUrl = `${sqs.url}/123456789012/none`;
  const error = await client.send(new ReceiveMessageCommand({ QueueUrl })).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(QueueDoesNotExist);
  expect(await errorName(client.send(new CreateQueueCommand({ QueueName: 'a b' })))).toBe(
    'InvalidParameterValue',
  );
});

test('an attribute that AWS has not is refused, and a policy says whom the queue lets in', async () => {
  const { sqs, client } = await simulatorAndClient();
  const QueueUrl = sqs.queueUrl();
  const get = (name: string) =>
    client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name as 'All'] }));
  expect(await errorName(get('Colour'))).toBe('InvalidAttributeName');
  expect((await get('Policy')).Attributes).toBeUndefined();
  const asker = { service: 'sns.amazonaws.com', sourceArn: 'arn:topic', sourceAccount: '1' };
  expect(sqs.canSend(QueueUrl, asker)).toBe(false);
  const statement = { Effect: 'Allow', Principal: '*', Action: 'sqs:Send*', Resource: '*' };
  sqs.configure(QueueUrl, { policy: JSON.stringify({ Statement: statement }) });
  expect((await get('Policy')).Attributes?.Policy).toContain('sqs:Send*');
  expect(sqs.canSend(QueueUrl, asker)).toBe(true);
});

test('an unsigned request, an unknown action and a broken body are refused in AWS’s shape', async () => {
  const { sqs } = await simulatorAndClient();
  const post = async (target: string, headers: Record<string, string>, body: string) => {
    const init = { method: 'POST', headers: { 'x-amz-target': `AmazonSQS.${target}`, ...headers }, body };
    const response = await fetch(sqs.url, init);
    const { __type } = (await response.json()) as { __type: string };
    return [response.status, __type, response.headers.get('x-amzn-query-error')];
  };
  const authorization = `AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
  expect(await post('ReceiveMessage', {}, '{}')).toEqual([
    403,
    'com.amazonaws.sqs#MissingAuthenticationToken',
    'MissingAuthenticationToken;Sender',
  ]);
  expect((await post('Sing', { authorization }, '{}'))[1]).toBe(
    'com.amazonaws.sqs#UnknownOperationException',
  );
  expect((await post('ReceiveMessage', { authorization }, '{'))[1]).toBe(
    'com.amazonaws.sqs#InvalidParameterValue',
  );
  expect((await post('ReceiveMessage', { authorization }, '{}'))[1]).toBe(
    'com.amazonaws.sqs#MissingParameter',
  );
});

test.each([
  ['http_500', 'InternalFailure', 0],
  ['throttle', 'RequestThrottled', 0],
  ['access_denied', 'AccessDenied', 0],
  ['drop_before', 'Error', 0],
  ['drop_after', 'Error', 1],
] as const)('fault %s', async (kind, name, inFlight) => {
  const { sqs, client } = await simulatorAndClient();
  const QueueUrl = sqs.queueUrl();
  sqs.send(QueueUrl, 'x');
  sqs.fault({ operation: 'ReceiveMessage', kind });
  expect(await errorName(client.send(new ReceiveMessageCommand({ QueueUrl })))).toBe(name);
  expect(sqs.inFlight()).toHaveLength(inFlight);
  expect(sqs.faults()).toEqual([]);
  expect(sqs.calls()).toEqual({ ReceiveMessage: 1 });
});
