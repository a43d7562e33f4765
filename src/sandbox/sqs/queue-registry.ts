import type { Clock } from '../connect/clock.ts';
import { createQueue, type Queue, type QueueSettings } from './queue.ts';
import { SqsError } from './sqs-error.ts';

/** AWS's defaults for a new queue. */
export const DEFAULT_SETTINGS: QueueSettings = {
  visibilityTimeoutSeconds: 30,
  waitTimeSeconds: 0,
  delaySeconds: 0,
};

export type QueueRegistry = {
  create(name: string, settings?: Partial<QueueSettings>): Queue;
  /** By name, URL or ARN; throws QueueDoesNotExist. */
  find(nameOrUrl: string): Queue;
  list(): Queue[];
  /** Calls `listener` whenever a message of that queue may have become receivable. */
  onVisible(name: string, listener: () => void): () => void;
};

export function queueRegistry(clock: Clock, onChange: () => void): QueueRegistry {
  const queues = new Map<string, Queue>();
  const waiters = new Map<string, Set<() => void>>();

  function find(nameOrUrl: string): Queue {
    const name = nameOrUrl.split(/[/:]/).at(-1) ?? '';
    const queue = queues.get(name);
    if (!queue) throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  }

  function wake(name: string): void {
    onChange();
    for (const listener of [...(waiters.get(name) ?? [])]) listener();
  }

  return {
    find,
    list: () => [...queues.values()],
    create(name, settings = {}) {
      const queue: Queue = createQueue(
        name,
        { ...DEFAULT_SETTINGS, ...settings },
        {
          clock,
          onVisible: () => wake(name),
          onDead: (message) => find(queue.settings.redrive?.deadLetterQueue ?? '').adopt(message),
        },
      );
      queues.set(name, queue);
      return queue;
    },
    onVisible(name, listener) {
      const listeners = waiters.get(name) ?? new Set();
      waiters.set(name, listeners.add(listener));
      return () => listeners.delete(listener);
    },
  };
}
