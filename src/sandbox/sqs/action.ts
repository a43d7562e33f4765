import type * as z from 'zod';
import type { Clock } from '../connect/clock.ts';
import type { QueueRegistry } from './queue-registry.ts';
import { SqsError } from './sqs-error.ts';

export const ACTION_NAMES = [
  'SendMessage',
  'SendMessageBatch',
  'ReceiveMessage',
  'DeleteMessage',
  'DeleteMessageBatch',
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
  'GetQueueAttributes',
  'GetQueueUrl',
  'CreateQueue',
] as const;

export type ActionName = (typeof ACTION_NAMES)[number];

export type ActionContext = {
  queues: QueueRegistry;
  clock: Clock;
  urlOf(name: string): string;
  arnOf(name: string): string;
  /** Aborted when the client hangs up or the server stops. */
  signal: AbortSignal;
};

/** Takes the JSON input, returns the JSON output; throws SqsError. */
export type Action = (input: unknown, context: ActionContext) => object | Promise<object>;

/** Throws MissingParameter or InvalidParameterValue for the first fault. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.path.join('.') ?? '';
  const isMissing = issue?.code === 'invalid_type' && issue.message.endsWith('undefined');
  if (isMissing) throw new SqsError('MissingParameter', `The request must contain the parameter ${name}.`);
  throw new SqsError(
    'InvalidParameterValue',
    `Value for parameter ${name} is invalid. Reason: ${issue?.message}`,
  );
}
