import {
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  SNSClient,
  type SNSClientConfig,
} from '@aws-sdk/client-sns';
import type { AwsAnswer } from '../../../domain/doctor/pipeline/aws-answer.ts';
import type { Subscription, TopicFacts } from '../../../domain/doctor/pipeline/judge-topic.ts';
import { createTransport } from '../../transport.ts';
import { look, NotOfAws } from './untold.ts';

/** A policy has 30 KB at most, and a page 100 subscriptions. */
const MOST_BYTES = 400_000;

export interface TopicExaminer {
  topic(signal: AbortSignal): Promise<AwsAnswer<TopicFacts>>;
  subscriptions(signal: AbortSignal): Promise<AwsAnswer<Subscription[]>>;
  close(): void;
}

/** Reads what a topic is like. */
export function createTopicExaminer(TopicArn: string, aws: SNSClientConfig): TopicExaminer {
  const region = TopicArn.split(':')[3] ?? '';
  const { handler } = createTransport(MOST_BYTES);
  const client = new SNSClient({ ...aws, region, requestHandler: handler, maxAttempts: 1 });
  return {
    topic: (signal) =>
      look(signal, async (options) => {
        const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn }), options);
        if (Object.keys(Attributes).length === 0) throw new NotOfAws();
        const { Policy, KmsMasterKeyId, FifoTopic } = Attributes;
        return {
          isFifo: FifoTopic === 'true',
          ...(Policy && { policy: Policy }),
          ...(KmsMasterKeyId && { kmsKey: KmsMasterKeyId }),
        };
      }),
    subscriptions: (signal) =>
      look(signal, async (options) => {
        const all: Subscription[] = [];
        for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn }, options)) {
          for (const { Protocol = '', Endpoint = '', SubscriptionArn = '' } of page.Subscriptions ?? [])
            all.push({
              protocol: Protocol,
              endpoint: Endpoint,
              isConfirmed: SubscriptionArn.startsWith('arn:'),
            });
        }
        return all;
      }),
    close: () => client.destroy(),
  };
}
