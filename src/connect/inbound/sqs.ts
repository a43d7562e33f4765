import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs';
import type { Clock } from '../../domain/kernel/clock.ts';
import { orStopped } from '../../domain/kernel/or-stopped.ts';
import type { Watch } from '../../domain/kernel/watch.ts';
import { watchCalls } from '../watch-calls.ts';
import { regionOfQueue } from './queue-faults.ts';

/** SQS hands out at most ten at a time and holds an empty answer back for at most 20 s. */
export const BATCH = 10;
const LONG_POLL_SECONDS = 20;

/** A message in hand stays hidden from others for so long, and for longer while we are at it. */
const VISIBILITY_SECONDS = 30;

const FIRST_AT = 'ApproximateFirstReceiveTimestamp';

/** A connection that was dropped without a word ends a look by then. */
const RECEIVE_MS = 30_000;
const CALL_MS = 10_000;

/** What is done with one queue. Each call ends in time, whatever it waits for: a connection, an answer, credentials. */
export interface Sqs {
  /** Waits for a message; @throws at once when it is to stop. */
  receive(stop: AbortSignal): Promise<Message[]>;
  /** Hides messages from everybody for so many seconds from now on; for 30 by default. */
  hide(messages: Message[], seconds?: number): Promise<void>;
  remove(messages: Message[]): Promise<void>;
  close(): void;
}

export function createSqs(QueueUrl: string, aws: SQSClientConfig, clock: Clock, watch: Watch): Sqs {
  const region = regionOfQueue(QueueUrl);
  const client = new SQSClient({ ...aws, ...(region && { region }) });
  watchCalls(client, 'sqs', watch);

  async function within<T>(
    ms: number,
    call: (options: { abortSignal: AbortSignal }) => Promise<T>,
    sooner?: AbortSignal,
  ): Promise<T> {
    const limit = new AbortController();
    const cancel = clock.after(ms, () => limit.abort(new DOMException('no answer', 'TimeoutError')));
    const abortSignal = sooner ? AbortSignal.any([limit.signal, sooner]) : limit.signal;
    try {
      return await orStopped(call({ abortSignal }), abortSignal);
    } finally {
      cancel();
    }
  }

  return {
    async receive(stop) {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: BATCH,
        WaitTimeSeconds: LONG_POLL_SECONDS,
        VisibilityTimeout: VISIBILITY_SECONDS,
        MessageSystemAttributeNames: [FIRST_AT],
      });
      const { Messages = [] } = await within(RECEIVE_MS, (options) => client.send(command, options), stop);
      return Messages;
    },

    async hide(messages, VisibilityTimeout = VISIBILITY_SECONDS) {
      const Entries = messages.map((message) => ({ ...handleOf(message), VisibilityTimeout }));
      const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries });
      await within(CALL_MS, (options) => client.send(command, options));
    },

    async remove(messages) {
      const command = new DeleteMessageBatchCommand({ QueueUrl, Entries: messages.map(handleOf) });
      await within(CALL_MS, (options) => client.send(command, options));
    },

    close: () => client.destroy(),
  };
}

/** When a message was received for the first time. */
export function firstAtOf({ Attributes }: Message): Date | undefined {
  const ms = Number(Attributes?.[FIRST_AT]);
  return ms > 0 ? new Date(ms) : undefined;
}

function handleOf({ MessageId: Id, ReceiptHandle }: Message) {
  return { Id, ReceiptHandle };
}
