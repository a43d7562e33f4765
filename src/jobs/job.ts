import type { z } from 'zod';
import type { Context } from '../domain/kernel/context.ts';
import type { QueueName } from '../store/job-queue.ts';

/** Work from a queue: done at least once, so its handler must be safe to repeat. */
export interface Job<Payload> {
  queue: QueueName;
  payload: z.ZodType<Payload>;
  /** `from`: the queue in which a job of the queue `exhausted` gave up. */
  handle(ctx: Context, payload: Payload, from?: string): Promise<void>;
  /**
   * How often the queue is looked at for work that has come due. New work is announced, and what this
   * process puts off is expected, so this is for what others put off, or an earlier life of it.
   */
  pollSeconds: number;
  /** How many a process has in hand at most. */
  atOnce: number;
}

export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job;
}
