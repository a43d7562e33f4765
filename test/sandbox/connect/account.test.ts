import {
  DescribeInstanceCommand,
  DescribePhoneNumberCommand,
  DescribeQueueCommand,
  ListPhoneNumbersV2Command,
  StartOutboundChatContactCommand,
} from '@aws-sdk/client-connect';
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, test } from '@jest/globals';
import {
  defaultSeed,
  instanceArn,
  SANDBOX_CREDENTIALS,
  SEED_IDS,
  type Seed,
} from '../../../src/sandbox/connect/index.ts';
import { chatInput, errorName, SMS_ARN, simulator, simulatorAndClient, stopAll } from './support.ts';

afterEach(stopAll);

const seed = defaultSeed();

function numbersWith(id: string, changed: Partial<Seed['phoneNumbers'][number]>): Seed['phoneNumbers'] {
  return seed.phoneNumbers.map((number) => (number.id === id ? { ...number, ...changed } : number));
}

test('who signs is told whose they are, in XML, and a stranger is not', async () => {
  const connect = await simulator();
  const ask = (region: string, credentials = SANDBOX_CREDENTIALS) => {
    const sts = new STSClient({ endpoint: connect.url, region, credentials, maxAttempts: 1 });
    return sts.send(new GetCallerIdentityCommand({})).finally(() => sts.destroy());
  };
  expect(await ask('us-east-1')).toMatchObject({
    Account: '123456789012',
    Arn: 'arn:aws:sts::123456789012:assumed-role/reach-out/sandbox',
  });
  expect(await errorName(ask('us-west-2'))).toBe('SignatureDoesNotMatch');
  const stranger = { accessKeyId: 'AKIASOMEBODYELSE0000', secretAccessKey: 'x' };
  expect(await errorName(ask('us-east-1', stranger))).toBe('InvalidClientTokenId');
  connect.fault({ kind: 'expired_token', operation: 'GetCallerIdentity' });
  expect(await errorName(ask('us-east-1'))).toBe('ExpiredToken');
  expect(connect.requests().map(({ operation }) => operation)).toEqual(Array(4).fill('GetCallerIdentity'));
});

test('the quotas of starts are read by their codes', async () => {
  const connect = await simulator({
    seed: { startQuotas: { StartOutboundChatContact: 10, StartOutboundVoiceContact: 2 } },
  });
  const quotas = new ServiceQuotasClient({
    endpoint: connect.url,
    region: 'us-east-1',
    credentials: SANDBOX_CREDENTIALS,
    maxAttempts: 1,
  });
  const ask = (QuotaCode: string) =>
    quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'connect', QuotaCode }));
  expect((await ask('L-408DD6C6')).Quota).toMatchObject({
    QuotaName: 'Rate of StartOutboundChatContact API requests',
    Value: 10,
  });
  expect((await ask('L-4E9BCC96')).Quota?.Value).toBe(2);
  expect(await errorName(ask('L-00000000'))).toBe('NoSuchResourceException');
  quotas.destroy();
});

test('a number tells where it was imported from, its status, and whose it is', async () => {
  const elsewhere = '10000000-0000-4000-8000-000000000009';
  const { client } = await simulatorAndClient({
    seed: {
      phoneNumbers: numbersWith(SEED_IDS.smsNumber, { instanceId: elsewhere, status: 'IN_PROGRESS' }),
    },
  });
  const { ClaimedPhoneNumberSummary: number } = await client.send(
    new DescribePhoneNumberCommand({ PhoneNumberId: SMS_ARN }),
  );
  expect(number).toMatchObject({
    InstanceId: elsewhere,
    TargetArn: instanceArn(seed, elsewhere),
    PhoneNumberStatus: { Status: 'IN_PROGRESS' },
    SourcePhoneNumberArn: expect.stringContaining(':sms-voice:'),
  });
  const { ListPhoneNumbersSummaryList: own = [] } = await client.send(
    new ListPhoneNumbersV2Command({ TargetArn: instanceArn(seed) }),
  );
  expect(own.map(({ SourcePhoneNumberArn: from }) => from?.split(':')[2])).toEqual([
    undefined,
    'social-messaging',
    'sms-voice',
  ]);
  expect(await errorName(client.send(new StartOutboundChatContactCommand(chatInput())))).toBe(
    'ResourceNotFoundException',
  );
});

test('an instance that is not ready, and a queue that is switched off', async () => {
  const { client } = await simulatorAndClient({
    seed: {
      instance: { ...seed.instance, status: 'CREATION_FAILED' },
      queues: seed.queues.map((queue) => ({ ...queue, status: 'DISABLED' as const })),
    },
  });
  const InstanceId = SEED_IDS.instance;
  const { Instance } = await client.send(new DescribeInstanceCommand({ InstanceId }));
  expect(Instance?.InstanceStatus).toBe('CREATION_FAILED');
  const { Queue } = await client.send(new DescribeQueueCommand({ InstanceId, QueueId: SEED_IDS.salesQueue }));
  expect(Queue?.Status).toBe('DISABLED');
});

test("IAM's simulator judges each action for each resource, where it may be asked", async () => {
  const ask = async (simulatedDenials: string[] | undefined, PolicySourceArn: string) => {
    const connect = await simulator({ seed: { ...(simulatedDenials && { simulatedDenials }) } });
    const iam = new IAMClient({
      endpoint: connect.url,
      region: 'us-east-1',
      credentials: SANDBOX_CREDENTIALS,
    });
    const command = new SimulatePrincipalPolicyCommand({
      PolicySourceArn,
      ActionNames: ['connect:StopContact', 'connect:DescribeContact'],
      ResourceArns: ['arn:1', 'arn:2'],
    });
    return iam.send(command).finally(() => iam.destroy());
  };
  const role = 'arn:aws:iam::123456789012:role/reach-out';
  const { EvaluationResults = [] } = await ask(['connect:StopContact'], role);
  expect(EvaluationResults.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision])).toEqual(
    [
      ['connect:StopContact', 'implicitDeny'],
      ['connect:StopContact', 'implicitDeny'],
      ['connect:DescribeContact', 'allowed'],
      ['connect:DescribeContact', 'allowed'],
    ],
  );
  expect(await errorName(ask(undefined, role))).toBe('AccessDenied');
  const session = 'arn:aws:sts::123456789012:assumed-role/reach-out/i';
  expect(await errorName(ask([], session))).toBe('ValidationException');
});
