import { GetQueueAttributesCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { AwsAnswer } from '../../../domain/doctor/pipeline/aws-answer.ts';
import type { QueueFacts } from '../../../domain/doctor/pipeline/judge-queue.ts';
import { regionOfQueue } from '../../inbound/queue-faults.ts';
import { createTransport } from '../../transport.ts';
import { look, NotOfAws } from './untold.ts';

/** A policy has 20 KB at most. */
const MOST_BYTES = 200_000;

export interface QueueExaminer {
  queue(signal: AbortSignal): Promise<AwsAnswer<QueueFacts>>;
  /** Of another queue in the same region, by its ARN. */
  count(arn: string, signal: AbortSignal): Promise<AwsAnswer<{ url: string; count: number }>>;
  close(): void;
}

const redrive = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }));

/** Reads what a queue is like, and none of its messages. */
export function createQueueExaminer(url: string, aws: SQSClientConfig): QueueExaminer {
  const region = regionOfQueue(url);
  const { handler } = createTransport(MOST_BYTES);
  const client = new SQSClient({
    ...aws,
    ...(region && { region }),
    requestHandler: handler,
    maxAttempts: 1,
  });

  async function attributesOf(QueueUrl: string, options: { abortSignal: AbortSignal }) {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    const { Attributes = {} } = await client.send(command, options);
    if (Object.keys(Attributes).length === 0) throw new NotOfAws();
    return Attributes;
  }

  return {
    queue: (signal) =>
      look(signal, async (options) => {
        const { QueueArn, ApproximateNumberOfMessages, Policy, KmsMasterKeyId, RedrivePolicy } =
          await attributesOf(url, options);
        const { data } = redrive.safeParse(RedrivePolicy);
        return {
          ...{ arn: QueueArn ?? '', waiting: Number(ApproximateNumberOfMessages ?? 0) },
          ...(Policy && { policy: Policy }),
          ...(KmsMasterKeyId && { kmsKey: KmsMasterKeyId }),
          ...(data && {
            redrive: { deadLetterArn: data.deadLetterTargetArn, maxReceives: data.maxReceiveCount },
          }),
        };
      }),
    count: (arn, signal) =>
      look(signal, async (options) => {
        const its = urlOf(arn, url);
        const { ApproximateNumberOfMessages = '0' } = await attributesOf(its, options);
        return { url: its, count: Number(ApproximateNumberOfMessages) };
      }),
    close: () => client.destroy(),
  };
}

/** Of a queue beside another one. Source: Amazon SQS, "Queue and message identifiers". */
function urlOf(arn: string, besideUrl: string): string {
  const [account, name] = arn.split(':').slice(-2);
  return new URL(`/${account}/${name}`, besideUrl).href;
}
