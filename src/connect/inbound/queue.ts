import { setTimeout as delay } from 'node:timers/promises';
import { type Message, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { Consumer } from 'sqs-consumer';
import type { Log } from '../../domain/kernel/log.ts';

/** SQS hands out at most ten at a time and holds an empty answer back for at most 20 s. */
const BATCH = 10;
const LONG_POLL_SECONDS = 20;

/** One kind of message: `parse` answers undefined for what is none of its kind. */
export interface Inbound<T> {
  parse(body: string): T | undefined;
  /** Stores it; done at least once. */
  take(parsed: T): Promise<void>;
}

export interface InboundQueue {
  start(): void;
  stop(): Promise<void>;
}

/** A message in hand stays hidden from others for so long, and for longer while we are at it. */
const VISIBILITY_SECONDS = 30;
const HEARTBEAT_SECONDS = 10;

/** Between two looks at a queue that answers with errors. */
const PAUSE_MS = 1000;

/** How often, seconds apart at most, an event is tried to be stored while the database is away. */
const TRIES = 20;
const MOST_SECONDS = 5;

/**
 * Reads what Amazon Connect sends through a queue. A message is deleted once it is stored, or is of no
 * kind that we know. One that cannot be read stays, and its queue's redrive policy brings it to the
 * dead-letter queue; a database that is away for a minute does not.
 */
export function createInboundQueue<T>(
  { url, aws, log }: { url: string; aws: SQSClientConfig; log: Log },
  kinds: Inbound<T>[],
): InboundQueue {
  const sqs = new SQSClient(aws);
  const stopping = new AbortController();
  const consumer = Consumer.create({
    queueUrl: url,
    sqs,
    batchSize: BATCH,
    waitTimeSeconds: LONG_POLL_SECONDS,
    visibilityTimeout: VISIBILITY_SECONDS,
    heartbeatInterval: HEARTBEAT_SECONDS,
    alwaysAcknowledge: false,
    handleMessageBatch: async (messages) => {
      const taken = await Promise.all(messages.map((message) => take(message)));
      return messages.filter((_, index) => taken[index]);
    },
  });

  async function take({ Body: body = '', MessageId }: Message): Promise<boolean> {
    try {
      for (const kind of kinds) {
        const parsed = kind.parse(body);
        if (parsed !== undefined) await persist(() => kind.take(parsed));
      }
      return true;
    } catch (error) {
      log.error({ messageId: MessageId, error: (error as Error).name }, 'inbound message not taken in');
      return false;
    }
  }

  async function persist(store: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await store();
      } catch (error) {
        if (tries === TRIES || stopping.signal.aborted) throw error;
        await delay(Math.min(MOST_SECONDS, 0.25 * 2 ** tries) * 1000, undefined, { signal: stopping.signal });
      }
    }
  }

  const pause = (ms: number) => consumer.updateOption('pollingWaitTimeMs', ms);
  consumer.on('error', (error) => {
    pause(PAUSE_MS);
    log.warn({ error: error.name }, 'inbound queue');
  });
  consumer.on('response_processed', () => pause(0));
  consumer.on('empty', () => pause(0));
  consumer.on('processing_error', (error) => log.warn({ error: error.name }, 'inbound queue'));
  return {
    start: () => consumer.start(),
    async stop() {
      stopping.abort();
      const stopped = new Promise((resolve) => consumer.once('stopped', resolve));
      consumer.stop({ abort: true });
      await stopped;
      sqs.destroy();
    },
  };
}
