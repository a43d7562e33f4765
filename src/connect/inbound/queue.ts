import { setTimeout as delay } from 'node:timers/promises';
import { type Message, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { Consumer } from 'sqs-consumer';
import type { ContactNews, Log } from '../../domain/kernel/ports.ts';
import { parseContactEvent } from './contact-event.ts';

/** SQS hands out at most ten at a time and holds an empty answer back for at most 20 s. */
const BATCH = 10;
const LONG_POLL_SECONDS = 20;

export interface EventsConsumer {
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
 * Reads contact events from a queue. A message is deleted once it is stored. One that cannot be read
 * stays, and its queue's redrive policy brings it to the dead-letter queue; a database that is away for
 * a minute does not.
 */
export function createEventsConsumer(
  { queueUrl, instanceId, aws }: { queueUrl: string; instanceId: string; aws: SQSClientConfig },
  record: (news: ContactNews) => Promise<unknown>,
  log: Log,
): EventsConsumer {
  const sqs = new SQSClient(aws);
  const stopping = new AbortController();
  const consumer = Consumer.create({
    queueUrl,
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

  async function take(message: Message): Promise<boolean> {
    try {
      const news = parseContactEvent(message.Body ?? '', instanceId);
      if (news) await store(news);
      return true;
    } catch (error) {
      log.error({ messageId: message.MessageId, error: (error as Error).name }, 'contact event not taken in');
      return false;
    }
  }

  async function store(news: ContactNews): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await record(news);
        return;
      } catch (error) {
        if (tries === TRIES || stopping.signal.aborted) throw error;
        await delay(Math.min(MOST_SECONDS, 0.25 * 2 ** tries) * 1000, undefined, { signal: stopping.signal });
      }
    }
  }

  const pause = (ms: number) => consumer.updateOption('pollingWaitTimeMs', ms);
  consumer.on('error', (error) => {
    pause(PAUSE_MS);
    log.warn({ error: error.name }, 'contact events');
  });
  consumer.on('response_processed', () => pause(0));
  consumer.on('empty', () => pause(0));
  consumer.on('processing_error', (error) => log.warn({ error: error.name }, 'contact events'));
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
