import type { Message } from '@aws-sdk/client-sqs';
import type { Clock } from '../../domain/kernel/clock.ts';
import type { Log } from '../../domain/kernel/log.ts';
import { createOutage } from '../../domain/kernel/outage.ts';
import { BATCH, type Sqs } from './sqs.ts';
import { pauseAfter, trying } from './trying.ts';

/** What is more than these comes again, and is deleted then. */
const MOST = 100;

/** Deletes messages that are stored, tried until it works. */
export interface Deletions {
  add(message: Message): void;
  /** Resolves when nothing is left, or can't be deleted when all is to stop. */
  idle(): Promise<void>;
  /** While it does not work. */
  readonly failingSince: Date | undefined;
  readonly reason: string | undefined;
}

export function createDeletions(
  sqs: Sqs,
  { log, clock, stop }: { log: Log; clock: Clock; stop: AbortSignal },
): Deletions {
  const outage = createOutage(log, 'what is read from the queue of contact events is deleted there again');
  /** By id, with the handle that it was received with last. */
  const waiting = new Map<string | undefined, Message>();
  let work: Promise<void> | undefined;
  let failingSince: Date | undefined;

  async function deleteAll(): Promise<void> {
    for (let failures = 0; waiting.size > 0; ) {
      const batch = [...waiting.values()].slice(0, BATCH);
      const isDone = await trying('sqs:DeleteMessage', { outage, stop }, () =>
        sqs.remove(batch).then(() => true),
      );
      failures = isDone ? 0 : failures + 1;
      failingSince = isDone ? undefined : (failingSince ?? clock.now());
      if (isDone) for (const { MessageId } of batch) waiting.delete(MessageId);
      else if (stop.aborted) return;
      await pauseAfter(failures, stop);
    }
    work = undefined;
  }

  return {
    add(message) {
      waiting.set(message.MessageId, message);
      for (const old of [...waiting.keys()].slice(0, -MOST)) waiting.delete(old);
      work ??= deleteAll();
    },
    idle: async () => work,
    get failingSince() {
      return failingSince;
    },
    get reason() {
      return outage.reason;
    },
  };
}
