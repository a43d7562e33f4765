import * as z from 'zod';
import { type Action, type ActionContext, parseInput } from './action.ts';
import { type StoredMessage, systemAttributes } from './message.ts';
import type { Queue } from './queue.ts';

const shape = z.object({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z.int().min(1).max(10).default(1),
  VisibilityTimeout: z.int().min(0).max(43_200).optional(),
  WaitTimeSeconds: z.int().min(0).max(20).optional(),
  AttributeNames: z.array(z.string()).default([]),
  MessageSystemAttributeNames: z.array(z.string()).default([]),
  MessageAttributeNames: z.array(z.string()).default([]),
});

/** Waits up to WaitTimeSeconds (by the simulator's clock) for a first message; a client that left takes none. */
export const receiveMessage: Action = async (raw, context) => {
  const input = parseInput(shape, raw);
  const queue = context.queues.find(input.QueueUrl);
  const take = () => queue.receive(input.MaxNumberOfMessages, input.VisibilityTimeout);
  const waitSeconds = input.WaitTimeSeconds ?? queue.settings.waitTimeSeconds;
  let messages = take();
  if (messages.length === 0 && waitSeconds > 0)
    messages = await waitForMessages(queue, take, waitSeconds, context);
  const names = [...input.AttributeNames, ...input.MessageSystemAttributeNames];
  const wantsAttributes = input.MessageAttributeNames.length > 0;
  return messages.length === 0
    ? {}
    : { Messages: messages.map((message) => present(message, names, wantsAttributes)) };
};

function waitForMessages(
  queue: Queue,
  take: () => StoredMessage[],
  seconds: number,
  { queues, clock, signal }: ActionContext,
): Promise<StoredMessage[]> {
  return new Promise((resolve) => {
    const finish = (messages: StoredMessage[]) => {
      forget();
      cancel();
      signal.removeEventListener('abort', leave);
      resolve(messages);
    };
    const leave = () => finish([]);
    const forget = queues.onVisible(queue.name, () => {
      const messages = take();
      if (messages.length > 0) finish(messages);
    });
    const cancel = clock.after(seconds * 1000, leave);
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
  });
}

function present(message: StoredMessage, names: readonly string[], wantsAttributes: boolean): object {
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    MD5OfBody: message.md5,
    Body: message.body,
    ...(names.length > 0 ? { Attributes: systemAttributes(message, names) } : {}),
    ...(wantsAttributes && message.attributes ? { MessageAttributes: message.attributes } : {}),
  };
}
