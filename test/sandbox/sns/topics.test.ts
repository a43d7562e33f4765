import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  paginateListSubscriptionsByTopic,
  SNSClient,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/connect/index.ts';
import { type SimulatedSns, startSimulatedSns, type Topic } from '../../../src/sandbox/sns/index.ts';

const TopicArn = 'arn:aws:sns:us-east-1:123456789012:messages';
const INSTANCE = 'arn:aws:connect:us-east-1:123456789012:instance/1';
const ASKER = { service: 'connect.amazonaws.com', sourceArn: INSTANCE, sourceAccount: '123456789012' };

let sns: SimulatedSns;
let client: SNSClient;

beforeAll(async () => {
  sns = await startSimulatedSns();
  client = clientWith(SANDBOX_CREDENTIALS);
});

afterAll(async () => {
  client.destroy();
  await sns.stop();
});

function clientWith(credentials: { accessKeyId: string; secretAccessKey: string }, region = 'us-east-1') {
  return new SNSClient({ endpoint: sns.url, region, credentials, maxAttempts: 1 });
}

function put(changes: Partial<Topic> = {}): void {
  sns.putTopic({ name: 'messages', subscriptions: [], ...changes });
}

const nameOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: Error) => error.name,
  );

test('a topic is described as AWS does, its policy included', async () => {
  put({ policy: '{"Statement":[{"Sid":"A&B<C>"}]}', kmsKeyId: 'alias/mine' });
  const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(Attributes).toMatchObject({
    TopicArn,
    Owner: '123456789012',
    Policy: '{"Statement":[{"Sid":"A&B<C>"}]}',
    KmsMasterKeyId: 'alias/mine',
  });
  expect(Attributes).not.toHaveProperty('FifoTopic');
  put();
  const before = await client.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(before.Attributes?.Policy).toContain('AWS:SourceOwner');
});

test('its subscriptions come a hundred at a time, one that is not confirmed without an ARN', async () => {
  const subscriptions = Array.from({ length: 101 }, (_, index) => ({
    ...{
      id: `s${index}`,
      protocol: 'sqs' as const,
      endpoint: `arn:aws:sqs:us-east-1:123456789012:q${index}`,
    },
    isPending: index === 0,
  }));
  put({ subscriptions });
  const first = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(first.Subscriptions).toHaveLength(100);
  expect(first.Subscriptions?.slice(0, 2).map(({ SubscriptionArn }) => SubscriptionArn)).toEqual([
    'PendingConfirmation',
    `${TopicArn}:s1`,
  ]);
  let count = 0;
  for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
    count += page.Subscriptions?.length ?? 0;
  expect(count).toBe(101);
});

test('what AWS refuses has AWS’s names', async () => {
  put();
  const get = (arn: string, by = client) => nameOf(by.send(new GetTopicAttributesCommand({ TopicArn: arn })));
  expect(await get(`${TopicArn}-none`)).toBe('NotFoundException');
  expect(await get(TopicArn.replace('us-east-1', 'eu-west-1'))).toBe('NotFoundException');
  expect(await get('messages')).toBe('InvalidParameterException');
  const stranger = clientWith({ accessKeyId: 'AKIASOMEBODYELSE00', secretAccessKey: 'x' });
  expect(await get(TopicArn, stranger)).toBe('InvalidClientTokenId');
  const forger = clientWith({ ...SANDBOX_CREDENTIALS, secretAccessKey: 'x' });
  expect(await get(TopicArn, forger)).toBe('SignatureDoesNotMatch');
  sns.fault({ kind: 'access_denied', operation: 'GetTopicAttributes' });
  expect(await get(TopicArn)).toBe('AuthorizationErrorException');
  sns.fault({ kind: 'throttle' });
  expect(await get(TopicArn)).toBe('ThrottledException');
});

describe('who may publish', () => {
  const statement = (changes: object = {}) => ({
    ...{ Effect: 'Allow', Principal: { Service: 'connect.amazonaws.com' }, Resource: TopicArn },
    ...{ Action: ['sns:Publish'], Condition: { ArnEquals: { 'aws:SourceArn': INSTANCE } } },
    ...changes,
  });
  test.each<[string, boolean, object[]]>([
    ['as the stack has it', true, [statement()]],
    ['nobody named', false, []],
    ['another service', false, [statement({ Principal: { Service: 'events.amazonaws.com' } })]],
    ['another action', false, [statement({ Action: 'sns:Subscribe' })]],
    ['every action', true, [statement({ Action: 'SNS:*' })]],
    ['another topic', false, [statement({ Resource: `${TopicArn}2` })]],
    ['another instance', false, [statement({ Condition: { ArnLike: { 'AWS:SourceArn': `${INSTANCE}2` } } })]],
    [
      'any instance of the account',
      true,
      [statement({ Condition: { StringEquals: { 'aws:SourceAccount': ['123456789012'] } } })],
    ],
    ['a condition that is not known', false, [statement({ Condition: { Bool: { 'aws:x': 'true' } } })]],
    ['refused besides', false, [statement(), statement({ Effect: 'Deny', Condition: {} })]],
  ])('%s: %s', (_what, can, statements) => {
    put({ policy: JSON.stringify({ Statement: statements }) });
    expect(sns.canPublish(TopicArn, ASKER)).toBe(can);
  });

  test('nobody by the default policy, or where AWS manages the key', () => {
    put();
    expect(sns.canPublish(TopicArn, ASKER)).toBe(false);
    put({ policy: JSON.stringify({ Statement: [statement()] }), kmsKeyId: 'alias/aws/sns' });
    expect(sns.canPublish(TopicArn, ASKER)).toBe(false);
  });
});
