import { type Clock, systemClock } from '../connect/clock.ts';
import { emitter } from '../connect/emitter.ts';
import { faultBook } from '../connect/fault-book.ts';
import { close, listen } from '../connect/listen.ts';
import { waitFor } from '../connect/wait-for.ts';
import { type Asker, lets } from '../resource-policy.ts';
import type { ActionName } from './action.ts';
import type { SqsFault, SqsFaultOrder } from './faults.ts';
import type { MessageAttributes, StoredMessage } from './message.ts';
import type { QueueSettings } from './queue.ts';
import { queueRegistry } from './queue-registry.ts';
import { sqsServer } from './sqs-server.ts';

export type QueueSeed = Partial<Omit<QueueSettings, 'redrive'>> & {
  name: string;
  /** Made as well when it is not in the list. */
  deadLetterQueue?: string;
  /** Receives before a message is moved there; 5 when left out. */
  maxReceiveCount?: number;
};

export type SimulatedSqsOptions = {
  /** 0, the default, takes a free one. */
  port?: number;
  /** `reach-out-events` with `reach-out-events-dead` when left out. */
  queues?: readonly QueueSeed[];
  clock?: Clock;
  /** From 0 to 1, for faults by chance. */
  random?: () => number;
  region?: string;
  accountId?: string;
};

export type SimulatedSqs = {
  /** For AWS_ENDPOINT_URL_SQS. */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
  /** For CONNECT_EVENTS_QUEUE_URL. */
  queueUrl(name?: string): string;
  /** Queues are named by name, URL or ARN; all of these throw QueueDoesNotExist. Returns the message id. */
  send(queue: string, body: string, attributes?: MessageAttributes): string;
  /** Everything not deleted, in flight or not. */
  messages(queue?: string): StoredMessage[];
  inFlight(queue?: string): StoredMessage[];
  /** What the queue's dead-letter queue holds. */
  deadLetters(queue?: string): StoredMessage[];
  purge(queue?: string): void;
  settings(queue?: string): QueueSettings;
  /** As SetQueueAttributes would. */
  configure(queue: string, changes: Partial<QueueSettings>): void;
  /** Whether the queue's policy lets a service send to it. */
  canSend(queue: string, asker: Asker): boolean;
  fault(order: SqsFaultOrder): SqsFault;
  faults(): SqsFault[];
  cancelFault(id: number): void;
  clearFaults(): void;
  /** Requests per action, refused ones included. */
  calls(): Partial<Record<string, number>>;
  subscribe(listener: () => void): () => void;
  /** Resolves with the probe's first truthy answer; rejects after `timeoutMs` (default 20,000). */
  waitFor<T>(probe: () => T, options?: { timeoutMs?: number }): Promise<Exclude<T, undefined | null | false>>;
};

const DEFAULT_QUEUES: readonly QueueSeed[] = [
  { name: 'reach-out-events', deadLetterQueue: 'reach-out-events-dead' },
];

/** A stand-in for Amazon SQS (standard queues) on 127.0.0.1. Rejects when the port is taken. */
export async function startSimulatedSqs(options: SimulatedSqsOptions = {}): Promise<SimulatedSqs> {
  const {
    clock = systemClock,
    random = Math.random,
    region = 'us-east-1',
    accountId = '123456789012',
  } = options;
  const seeds = options.queues ?? DEFAULT_QUEUES;
  const first = seeds[0]?.name ?? '';
  const changes = emitter<void>();
  const queues = queueRegistry(clock, () => changes.emit());
  for (const seed of seeds) createSeeded(seed, queues);
  const faults = faultBook<ActionName, SqsFaultOrder>(random);
  const calls: Partial<Record<string, number>> = {};
  let url = '';
  const arnOf = (name: string) => `arn:aws:sqs:${region}:${accountId}:${name}`;
  const urlOf = (name: string) => `${url}/${accountId}/${name}`;
  const server = sqsServer({
    queues,
    clock,
    faults,
    urlOf,
    arnOf,
    onRequest(action) {
      calls[action] = (calls[action] ?? 0) + 1;
      changes.emit();
    },
  });
  const port = await listen(server, options.port ?? 0);
  url = `http://127.0.0.1:${port}`;

  return {
    url,
    port,
    stop: () => close(server),
    queueUrl: (name = first) => urlOf(queues.find(name).name),
    send: (queue, body, attributes) => queues.find(queue).send(body, { attributes }).id,
    messages: (queue = first) => queues.find(queue).messages(),
    inFlight: (queue = first) => queues.find(queue).inFlight(),
    deadLetters: (queue = first) => {
      const { redrive } = queues.find(queue).settings;
      return redrive ? queues.find(redrive.deadLetterQueue).messages() : [];
    },
    purge: (queue = first) => queues.find(queue).purge(),
    settings: (queue = first) => ({ ...queues.find(queue).settings }),
    configure(name, next) {
      const queue = queues.find(name);
      queue.settings = { ...queue.settings, ...next };
      changes.emit();
    },
    canSend(name, asker) {
      const queue = queues.find(name);
      return lets(queue.settings.policy, { action: 'sqs:SendMessage', resource: arnOf(queue.name), asker });
    },
    fault: (order) => faults.add(order),
    faults: () => faults.list(),
    cancelFault: (id) => faults.cancel(id),
    clearFaults: () => faults.clear(),
    calls: () => ({ ...calls }),
    subscribe: (listener) => changes.subscribe(listener),
    waitFor: (probe, wait) => waitFor(changes, probe, wait),
  };
}

function createSeeded(seed: QueueSeed, queues: ReturnType<typeof queueRegistry>): void {
  const { name, deadLetterQueue, maxReceiveCount = 5, ...settings } = seed;
  if (deadLetterQueue && !queues.list().some((queue) => queue.name === deadLetterQueue)) {
    queues.create(deadLetterQueue);
  }
  queues.create(name, {
    ...settings,
    ...(deadLetterQueue ? { redrive: { deadLetterQueue, maxReceiveCount } } : {}),
  });
}
