import { setTimeout as delay } from 'node:timers/promises';
import type { Message, SQSClientConfig } from '@aws-sdk/client-sqs';
import type { Clock } from '../../domain/kernel/clock.ts';
import type { Log } from '../../domain/kernel/log.ts';
import { NotYet } from '../../domain/kernel/not-yet.ts';
import { createOutage } from '../../domain/kernel/outage.ts';
import type { Watch } from '../../domain/kernel/watch.ts';
import { createDeletions } from './deletions.ts';
import { BATCH, createSqs, firstAtOf } from './sqs.ts';
import { pauseAfter, trying } from './trying.ts';

/** How often messages in hand are hidden from others again. */
const HEARTBEAT_MS = 10_000;

/** What comes next waits for what came before, as it was said in this order; for one that hangs, no longer. */
const IN_ORDER_MS = 1_000;

/** Those that hang, until their calls are given up, hold up nothing until there are so many. */
const MOST_IN_HAND = 100;

/** How often, seconds apart at most, an event is tried to be stored while the database is away. */
const TRIES = 20;
const MOST_SECONDS = 5;

/** A message that is not meant for this app. */
export class Foreign extends Error {}

/** What becomes of a message: one that is not yet taken in comes again, and one that failed as often as the queue lets it. */
export type Taken = 'stored' | 'foreign' | 'not_yet' | 'failed';

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

export interface InboundOptions {
  url: string;
  aws: SQSClientConfig;
  log: Log;
  clock: Clock;
  watch?: Watch;
  /** Hears of each message that was read. */
  onTaken?: (taken: Taken) => void;
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
  { url, aws, log, clock, watch = () => {}, onTaken = () => {} }: InboundOptions,
  kinds: Inbound[],
): InboundQueue {
  const sqs = createSqs(url, aws, clock, watch);
  const stopping = new AbortController();
  const stop = stopping.signal;
  const outage = createOutage(log, 'the queue of contact events can be read again');
  const deletions = createDeletions(sqs, { log, clock, stop });
  /** By id, with the handle that it was received with last. */
  const inHand = new Map<string | undefined, Message>();
  const works = new Set<Promise<void>>();
  let readAt = clock.now();
  let reading = Promise.resolve();
  let heartbeat: NodeJS.Timeout | undefined;

  async function read(): Promise<void> {
    for (let failures = 0; !stop.aborted; ) {
      const messages = await trying('sqs:ReceiveMessage', { outage, stop }, receive);
      failures = messages ? 0 : failures + 1;
      const begun = Promise.all((messages ?? []).map(begin));
      await Promise.race([begun, new Promise<void>((resolve) => void clock.after(IN_ORDER_MS, resolve))]);
      while (inHand.size > MOST_IN_HAND - BATCH) await Promise.race(works);
      await pauseAfter(failures, stop);
    }
  }

  async function receive(): Promise<Message[]> {
    const messages = await sqs.receive(stop);
    readAt = clock.now();
    return messages;
  }

  /** What is handed out again meanwhile is in hand once. */
  async function begin(message: Message): Promise<void> {
    const { MessageId: id } = message;
    const isInHand = inHand.has(id);
    inHand.set(id, message);
    if (isInHand) return;
    const work = take(message).then((taken) => {
      onTaken(taken);
      if (taken === 'stored' || taken === 'foreign') deletions.add(inHand.get(id) ?? message);
      inHand.delete(id);
      works.delete(work);
    });
    works.add(work);
    await work;
  }

  async function take(message: Message): Promise<Taken> {
    const { Body: body = '', MessageId: messageId } = message;
    const firstAt = firstAtOf(message) ?? clock.now();
    try {
      const stores = kinds.flatMap((kind) => kind(body, firstAt) ?? []);
      if (stores.length === 0) log.debug({ messageId }, 'inbound message is of no interest');
      for (const store of stores) await persist(store);
      return stores.length > 0 ? 'stored' : 'foreign';
    } catch (error) {
      if (error instanceof Foreign) {
        log.warn({ messageId, reason: error.message }, 'inbound message dropped');
        return 'foreign';
      }
      if (error instanceof NotYet) {
        await hide([message], error.seconds);
        return 'not_yet';
      }
      log.error({ messageId, error: (error as Error).name }, 'inbound message not taken in');
      return 'failed';
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

  async function hideAll(): Promise<void> {
    const messages = [...inHand.values()];
    for (let from = 0; from < messages.length; from += BATCH) await hide(messages.slice(from, from + BATCH));
  }

  /** What others take meanwhile is stored twice, which changes nothing. */
  async function hide(messages: Message[], seconds?: number): Promise<void> {
    await sqs.hide(messages, seconds).catch(() => {});
  }

  return {
    start() {
      readAt = clock.now();
      reading = read();
      heartbeat = setInterval(() => void hideAll(), HEARTBEAT_MS);
    },
    async stop() {
      stopping.abort();
      await reading;
      await Promise.all(works);
      await deletions.idle();
      clearInterval(heartbeat);
      sqs.close();
    },
    readAt: () => readAt,
    wellUntil() {
      const { failingSince } = deletions;
      return failingSince && failingSince < readAt ? failingSince : readAt;
    },
    reason: () => deletions.reason ?? outage.reason,
  };
}
