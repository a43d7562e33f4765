import * as z from 'zod';
import { type Action, type ActionContext, parseInput } from './action.ts';
import type { Queue, QueueSettings } from './queue.ts';
import { DEFAULT_SETTINGS } from './queue-registry.ts';
import { SqsError } from './sqs-error.ts';

const whole = (max: number) => z.coerce.number().int().min(0).max(max);
const redrivePolicy = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
});

const createShape = z.object({
  QueueName: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,80}$/, { error: 'Only standard queues, up to 80 characters' }),
  Attributes: z
    .object({
      VisibilityTimeout: whole(43_200).optional(),
      ReceiveMessageWaitTimeSeconds: whole(20).optional(),
      DelaySeconds: whole(900).optional(),
      RedrivePolicy: z.string().optional(),
      Policy: z.string().optional(),
    })
    .optional(),
});

/** Standard queues only. The same name with other attributes is QueueNameExists. */
export const createQueue: Action = (raw, { queues, urlOf }) => {
  const { QueueName, Attributes = {} } = parseInput(createShape, raw);
  const settings: QueueSettings = {
    visibilityTimeoutSeconds: Attributes.VisibilityTimeout ?? DEFAULT_SETTINGS.visibilityTimeoutSeconds,
    waitTimeSeconds: Attributes.ReceiveMessageWaitTimeSeconds ?? DEFAULT_SETTINGS.waitTimeSeconds,
    delaySeconds: Attributes.DelaySeconds ?? DEFAULT_SETTINGS.delaySeconds,
  };
  if (Attributes.RedrivePolicy !== undefined) settings.redrive = readRedrive(Attributes.RedrivePolicy);
  if (Attributes.Policy !== undefined) settings.policy = Attributes.Policy;
  const existing = queues.list().find(({ name }) => name === QueueName);
  if (existing && JSON.stringify(existing.settings) !== JSON.stringify(settings)) {
    throw new SqsError('QueueNameExists', 'A queue of this name exists with other attributes.');
  }
  if (!existing) {
    if (settings.redrive) queues.find(settings.redrive.deadLetterQueue);
    queues.create(QueueName, settings);
  }
  return { QueueUrl: urlOf(QueueName) };
};

function readRedrive(text: string): NonNullable<QueueSettings['redrive']> {
  try {
    const policy = redrivePolicy.parse(JSON.parse(text));
    const deadLetterQueue = policy.deadLetterTargetArn.split(':').at(-1) ?? '';
    return { deadLetterQueue, maxReceiveCount: policy.maxReceiveCount };
  } catch {
    throw new SqsError('InvalidParameterValue', 'Value for parameter RedrivePolicy is invalid.');
  }
}

export const getQueueUrl: Action = (raw, { queues, urlOf }) => {
  const { QueueName } = parseInput(z.object({ QueueName: z.string() }), raw);
  return { QueueUrl: urlOf(queues.find(QueueName).name) };
};

const attributesShape = z.object({ QueueUrl: z.string(), AttributeNames: z.array(z.string()).default([]) });

/** Source: Amazon SQS API, QueueAttributeName. */
const ATTRIBUTE_NAMES = new Set([
  ...['All', 'Policy', 'VisibilityTimeout', 'MaximumMessageSize', 'MessageRetentionPeriod', 'QueueArn'],
  ...['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'CreatedTimestamp'],
  ...['LastModifiedTimestamp', 'ApproximateNumberOfMessagesDelayed', 'DelaySeconds', 'RedrivePolicy'],
  ...['ReceiveMessageWaitTimeSeconds', 'FifoQueue', 'ContentBasedDeduplication', 'KmsMasterKeyId'],
  ...['KmsDataKeyReusePeriodSeconds', 'DeduplicationScope', 'FifoThroughputLimit', 'RedriveAllowPolicy'],
  'SqsManagedSseEnabled',
]);

/** Throws InvalidAttributeName for a name that AWS has not. */
export const getQueueAttributes: Action = (raw, context) => {
  const { QueueUrl, AttributeNames } = parseInput(attributesShape, raw);
  const unknown = AttributeNames.find((name) => !ATTRIBUTE_NAMES.has(name));
  if (unknown) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const all = attributesOf(context.queues.find(QueueUrl), context);
  if (AttributeNames.includes('All')) return { Attributes: all };
  const chosen = Object.entries(all).filter(([name]) => AttributeNames.includes(name));
  return chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) };
};

function attributesOf(queue: Queue, { arnOf, clock }: ActionContext): Record<string, string> {
  const { redrive, policy, ...settings } = queue.settings;
  const messages = queue.messages();
  const hidden = queue.inFlight().length;
  const delayed = messages.filter(({ receipt, visibleAt }) => !receipt && visibleAt > clock.now()).length;
  return {
    QueueArn: arnOf(queue.name),
    ApproximateNumberOfMessages: String(messages.length - hidden - delayed),
    ApproximateNumberOfMessagesNotVisible: String(hidden),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    ReceiveMessageWaitTimeSeconds: String(settings.waitTimeSeconds),
    DelaySeconds: String(settings.delaySeconds),
    ...(policy ? { Policy: policy } : {}),
    ...(redrive
      ? {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: arnOf(redrive.deadLetterQueue),
            maxReceiveCount: redrive.maxReceiveCount,
          }),
        }
      : {}),
  };
}
