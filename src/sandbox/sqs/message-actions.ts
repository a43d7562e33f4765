import * as z from 'zod';
import { type Action, parseInput } from './action.ts';
import { MAX_MESSAGE_BYTES } from './message.ts';
import type { Queue } from './queue.ts';
import { SqsError } from './sqs-error.ts';

const QueueUrl = z.string();
const ReceiptHandle = z.string();
const VisibilityTimeout = z.int().min(0).max(43_200);

export const sendEntry = z.object({
  MessageBody: z.string(),
  DelaySeconds: z.int().min(0).max(900).optional(),
  MessageAttributes: z.record(z.string(), z.unknown()).optional(),
});
export const deleteEntry = z.object({ ReceiptHandle });
export const visibilityEntry = z.object({ ReceiptHandle, VisibilityTimeout });

/** Throws MissingParameter, InvalidParameterValue (over 1 MiB) or InvalidMessageContents. */
export function send(
  queue: Queue,
  { MessageBody, DelaySeconds, MessageAttributes }: z.infer<typeof sendEntry>,
): object {
  if (MessageBody === '')
    throw new SqsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (Buffer.byteLength(MessageBody) > MAX_MESSAGE_BYTES) {
    throw new SqsError('InvalidParameterValue', `Message must be shorter than ${MAX_MESSAGE_BYTES} bytes.`);
  }
  if (!/^[\t\n\r\u0020-\uFFFD]*$/.test(MessageBody)) {
    throw new SqsError('InvalidMessageContents', 'Invalid characters found.');
  }
  const message = queue.send(MessageBody, {
    ...(DelaySeconds === undefined ? {} : { delaySeconds: DelaySeconds }),
    attributes: MessageAttributes,
  });
  return { MessageId: message.id, MD5OfMessageBody: message.md5 };
}

export function remove(queue: Queue, entry: z.infer<typeof deleteEntry>): object {
  queue.remove(entry.ReceiptHandle);
  return {};
}

export function changeVisibility(queue: Queue, entry: z.infer<typeof visibilityEntry>): object {
  queue.changeVisibility(entry.ReceiptHandle, entry.VisibilityTimeout);
  return {};
}

function single<T>(schema: z.ZodType<T>, work: (queue: Queue, entry: T) => object): Action {
  return (raw, { queues }) => {
    const queue = queues.find(parseInput(z.object({ QueueUrl }), raw).QueueUrl);
    return work(queue, parseInput(schema, raw));
  };
}

export const sendMessage = single(sendEntry, send);
export const deleteMessage = single(deleteEntry, remove);
export const changeMessageVisibility = single(visibilityEntry, changeVisibility);
