import * as z from 'zod';
import { type Action, parseInput } from './action.ts';
import { MAX_MESSAGE_BYTES } from './message.ts';
import {
  changeVisibility,
  deleteEntry,
  remove,
  send,
  sendEntry,
  visibilityEntry,
} from './message-actions.ts';
import type { Queue } from './queue.ts';
import { SqsError } from './sqs-error.ts';

const shape = z.object({ QueueUrl: z.string(), Entries: z.array(z.looseObject({ Id: z.string() })) });

type Entry = { Id: string; MessageBody?: unknown };

/** Each entry succeeds or fails by itself; only a malformed batch fails as a whole. */
function batch<T>(schema: z.ZodType<T>, work: (queue: Queue, entry: T) => object): Action {
  return (raw, { queues }) => {
    const { QueueUrl, Entries } = parseInput(shape, raw);
    const queue = queues.find(QueueUrl);
    checkBatch(Entries);
    const Successful: object[] = [];
    const Failed: object[] = [];
    for (const entry of Entries) {
      try {
        Successful.push({ Id: entry.Id, ...work(queue, parseInput(schema, entry)) });
      } catch (error) {
        if (!(error instanceof SqsError)) throw error;
        Failed.push({ Id: entry.Id, Code: error.queryCode, Message: error.message, SenderFault: true });
      }
    }
    return { Successful, ...(Failed.length > 0 ? { Failed } : {}) };
  };
}

function checkBatch(entries: readonly Entry[]): void {
  if (entries.length === 0) throw new SqsError('EmptyBatchRequest', 'There should be at least one entry.');
  if (entries.length > 10)
    throw new SqsError('TooManyEntriesInBatchRequest', 'Maximum number of entries is 10.');
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new SqsError('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same Id.');
  }
  if (entries.some(({ Id }) => !/^[A-Za-z0-9_-]{1,80}$/.test(Id))) {
    throw new SqsError('InvalidBatchEntryId', 'An Id has up to 80 letters, digits, hyphens and underscores.');
  }
  const bytes = entries.reduce(
    (sum, { MessageBody = '' }) => sum + Buffer.byteLength(String(MessageBody)),
    0,
  );
  if (bytes > MAX_MESSAGE_BYTES) {
    throw new SqsError(
      'InvalidParameterValue',
      `Batch requests cannot be longer than ${MAX_MESSAGE_BYTES} bytes.`,
    );
  }
}

export const sendMessageBatch = batch(sendEntry, send);
export const deleteMessageBatch = batch(deleteEntry, remove);
export const changeMessageVisibilityBatch = batch(visibilityEntry, changeVisibility);
