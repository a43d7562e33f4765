import { setTimeout as delay } from 'node:timers/promises';
import type { Message, SQSClientConfig } from '@aws-sdk/client-sqs';
import type { Clock } from '../../domain/kernel/clock.ts';
import type { Log } from '../../domain/kernel/log.ts';
import { NotYet } from '../../domain/kernel/not-yet.ts';
import { createOutage, type Outage } from '../../domain/kernel/outage.ts';
import { causeOf } from '../outcome.ts';
import { explainQueue, type QueueAction } from './queue-faults.ts';
import { createSqs, firstAtOf } from './sqs.ts';

/** How often a message in hand is hidden from others again. */
const HEARTBEAT_MS = 10_000;

/** Between two looks at a queue that answers with errors, growing. */
const PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 5_000;

/** How often, seconds apart at most, an event is tried to be stored while the database is away. */
const TRIES = 20;
const MOST_SECONDS = 5;

/** A message that is not meant for this app. */
export class Foreign extends Error {}

/** One kind of message: what stores it, done at least once; undefined for what is none of its kind. @throws Foreign */
export type Inbound = (body: string, firstAt: Date) => (() => Promise<unknown>) | undefined;

/** `firstAt`: when it was read for the first time. */
export function inboundOf<T>(
  parse: (body: string) => T | undefined,
  take: (parsed: T, firstAt: Date) => Promise<unknown>,
): Inbound {
  return (body, firstAt) => {
    const parsed = parse(body);
    return parsed === undefined ? undefined : () => take(parsed, firstAt);
  };
}

export interface InboundQueue {
  start(): void;
  /** Resolves when what is in hand is stored. */
  stop(): Promise<void>;
  /** When a look at the queue last succeeded; at first, when it was started. */
  readAt(): Date;
  /** Until when all went well: a look, and that what is stored is deleted. */
  wellUntil(): Date;
  /** What does not go well, while it does not. */
  reason(): string | undefined;
}

/**
 * Reads what Amazon Connect sends through a queue. A message is deleted once it is stored, or is foreign, or of no
 * kind that we know. One that cannot be read stays, and its queue's redrive policy brings it to the
 * dead-letter queue; a database that is away for a minute does not.
 */
export function createInboundQueue(
  { url, aws, log, clock }: { url: string; aws: SQSClientConfig; log: Log; clock: Clock },
  kinds: Inbound[],
): InboundQueue {
  const sqs = createSqs(url, aws, clock);
  const stopping = new AbortController();
  const stop = stopping.signal;
  const looking = createOutage(log, 'the queue of contact events can be read again');
  const deleting = createOutage(log, 'what is read from the queue of contact events is deleted there again');
  let readAt = clock.now();
  let undeleted: Message[] = [];
  let undeletedSince: Date | undefined;
  let reading: Promise<void> = Promise.resolve();

  async function read(): Promise<void> {
    for (let failures = 0; !stop.aborted; ) {
      failures = (await goOn()) ? 0 : failures + 1;
      const pauseMs = Math.min(MOST_PAUSE_MS, PAUSE_MS * failures);
      if (pauseMs > 0) await delay(pauseMs, undefined, { signal: stop }).catch(() => {});
    }
  }

  /** Once through: receive, store, delete. False where one of them failed. */
  async function goOn(): Promise<boolean> {
    const messages = await trying(looking, 'sqs:ReceiveMessage', receive);
    if (!messages) return false;
    const taken = messages.length > 0 ? await takeIn(messages) : [];
    // What could not be deleted is tried again, so that it shows when it can be.
    const done = taken.length > 0 ? taken : undeleted;
    if (done.length === 0) return true;
    const isDeleted = await trying(deleting, 'sqs:DeleteMessage', () => sqs.remove(done).then(() => true));
    undeleted = isDeleted ? [] : done;
    undeletedSince = isDeleted ? undefined : (undeletedSince ?? clock.now());
    return isDeleted === true;
  }

  async function trying<T>(
    outage: Outage,
    action: QueueAction,
    call: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      const answer = await call();
      outage.over();
      return answer;
    } catch (error) {
      if (!stop.aborted) outage.begun(explainQueue(action, error), { action, ...causeOf(error) });
      return undefined;
    }
  }

  /** What could not be deleted waits for no message. */
  async function receive(): Promise<Message[]> {
    const messages = await sqs.receive({ isPatient: undeleted.length === 0, stop });
    readAt = clock.now();
    return messages;
  }

  /** Those that are stored. */
  async function takeIn(messages: Message[]): Promise<Message[]> {
    const hiding = setInterval(() => void hide(messages), HEARTBEAT_MS);
    const taken = await Promise.all(messages.map(take));
    clearInterval(hiding);
    return messages.filter((_, index) => taken[index]);
  }

  async function take(message: Message): Promise<boolean> {
    const { Body: body = '', MessageId: messageId } = message;
    const firstAt = firstAtOf(message) ?? clock.now();
    try {
      const stores = kinds.flatMap((kind) => kind(body, firstAt) ?? []);
      if (stores.length === 0) log.debug({ messageId }, 'inbound message is of no interest');
      for (const store of stores) await persist(store);
      return true;
    } catch (error) {
      if (error instanceof Foreign) {
        log.warn({ messageId, reason: error.message }, 'inbound message dropped');
        return true;
      }
      if (error instanceof NotYet) await hide([message], error.seconds);
      else log.error({ messageId, error: (error as Error).name }, 'inbound message not taken in');
      return false;
    }
  }

  async function persist(store: () => Promise<unknown>): Promise<unknown> {
    for (let tries = 1; ; tries++) {
      try {
        return await store();
      } catch (error) {
        if (error instanceof NotYet || tries === TRIES || stop.aborted) throw error;
        await delay(Math.min(MOST_SECONDS, 0.25 * 2 ** tries) * 1000, undefined, { signal: stop });
      }
    }
  }

  /** What others take meanwhile is stored twice, which changes nothing. */
  async function hide(messages: Message[], seconds?: number): Promise<void> {
    await sqs.hide(messages, seconds).catch(() => {});
  }

  return {
    start() {
      readAt = clock.now();
      reading = read();
    },
    async stop() {
      stopping.abort();
      await reading;
      sqs.close();
    },
    readAt: () => readAt,
    wellUntil: () => (undeletedSince && undeletedSince < readAt ? undeletedSince : readAt),
    reason: () => looking.reason ?? deleting.reason,
  };
}
