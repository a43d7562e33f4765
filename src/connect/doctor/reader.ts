import { ConnectClient, type ConnectClientConfig } from '@aws-sdk/client-connect';
import type { QConnectClientConfig } from '@aws-sdk/client-qconnect';
import { idOf } from '../../domain/doctor/aws/arn.ts';
import type { AwsReader } from '../../domain/doctor/aws/reader.ts';
import { readFlows, readInstance, readNumber, readNumbers, readQueue } from './connect-reads.ts';
import { createLooks } from './look.ts';
import { once } from './once.ts';
import { createSimulator } from './simulate.ts';
import { createTrials } from './trials.ts';
import { createTurns } from './turns.ts';

export interface ReaderOptions {
  /** Joins what the AWS SDK reads from the environment; of all services but Amazon Q in Connect. */
  aws: ConnectClientConfig;
  qconnect: QConnectClientConfig;
  /** Id or ARN. */
  instanceId: string;
  optOutList?: string | undefined;
  knowledge: { templates?: string; quickResponses?: string };
}

/** Reads Amazon Connect and what goes with it. What more than one check needs is read once. */
export function createAwsReader(options: ReaderOptions): AwsReader {
  const { aws, qconnect, optOutList, knowledge } = options;
  const looks = createLooks();
  const client = new ConnectClient({ ...aws, ...looks.options });
  // One way to credentials serves all services.
  const { credentials, region } = client.config;
  const shared = { ...(aws.endpoint && { endpoint: aws.endpoint }), credentials, region, ...looks.options };
  const instanceId = idOf(options.instanceId);
  const turn = createTurns();
  const trials = createTrials({
    ...{ looks, client, instanceId, optOutList, knowledge },
    sms: shared,
    qconnect: { credentials, region, ...qconnect },
  });
  const caller = once(async () => {
    const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
    return looks.look(new STSClient(shared), async (sts, call) => {
      const { Account: account, Arn: arn } = await sts.send(new GetCallerIdentityCommand(), call);
      if (!account || !arn) throw new Error('What answers is not STS.');
      return { account, arn };
    });
  });
  const simulate = createSimulator(looks, shared);
  const instance = once(() => looks.look(client, (connect, call) => readInstance(connect, instanceId, call)));

  return {
    instance,
    region: () => region().catch(() => undefined),

    caller,

    flows: once(() => looks.look(client, (connect, call) => readFlows(connect, instanceId, call))),

    numbers: once(async () => {
      // It is looked up as the app does, by the instance's ARN.
      const look = await instance();
      const where = look.kind === 'seen' ? { TargetArn: look.fact.arn } : { InstanceId: instanceId };
      return looks.look(client, (connect, call) => readNumbers(connect, where, call));
    }),

    async number(id) {
      await turn();
      return looks.look(client, (connect, call) => readNumber(connect, id, call));
    },

    queue: (id) =>
      looks.look(client, (connect, call) =>
        readQueue(connect, { InstanceId: instanceId, QueueId: idOf(id) }, call),
      ),

    async quota(QuotaCode) {
      const { GetServiceQuotaCommand, ServiceQuotasClient } = await import('@aws-sdk/client-service-quotas');
      return looks.look(new ServiceQuotasClient(shared), async (quotas, call) => {
        const command = new GetServiceQuotaCommand({ ServiceCode: 'connect', QuotaCode });
        const value = (await quotas.send(command, call)).Quota?.Value;
        if (value === undefined) throw new Error('The quota has no value.');
        return value;
      });
    },

    async mayDo(action, resources) {
      const look = await caller();
      return look.kind === 'seen' ? simulate(look.fact.arn, action, resources) : look;
    },

    try: (trial) => trials[trial](),
  };
}
