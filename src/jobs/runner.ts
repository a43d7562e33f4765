import { createHash } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import type { Context } from '../domain/kernel/context.ts';
import type { QueueName } from '../store/job-queue.ts';
import { exhaustedJob } from './exhausted.ts';
import type { Job } from './job.ts';
import { createLine, type Line } from './line.ts';
import { startContactJob } from './start-contact.ts';
import { tidyUpJob } from './tidy-up.ts';
import { updateThreadJob } from './update-thread.ts';

/** Where pg-boss, with its tables in the schema `pgboss`, announces the queue that has new jobs. */
const CHANNEL = `pgboss_${createHash('sha224').update('pgboss').digest('hex').slice(0, 24)}`;

/** So much later than a job is due it is looked for: its time is counted from a little later. */
const AFTER_DUE_MS = 30;

export interface Runner {
  start(): Promise<void>;
  /** A job of this queue comes due in so many seconds. */
  expect(queue: QueueName, seconds: number): void;
  /** Takes no more jobs and waits for those in hand. */
  stop(): Promise<void>;
}

export function createRunner(boss: PgBoss, context: Omit<Context, 'actor'>): Runner {
  const line = <Payload>(job: Job<Payload>): [QueueName, Line] => [
    job.queue,
    createLine(boss, { ...context, actor: { kind: 'job', name: job.queue } }, job),
  ];
  const lines = new Map([line(startContactJob), line(updateThreadJob), line(tidyUpJob), line(exhaustedJob)]);
  let announcements: { close(): Promise<void> } | undefined;

  return {
    async start() {
      const wakeAll = () => {
        for (const one of lines.values()) one.wake();
      };
      try {
        const wake = (queue: string) => lines.get(queue as QueueName)?.wake();
        announcements = await boss.getDb().listen?.(CHANNEL, wake, wakeAll);
      } catch (error) {
        context.log.warn({ err: error }, 'new jobs are not announced, and so found a little later');
      }
      for (const one of lines.values()) one.start();
    },
    expect(queue, seconds) {
      setTimeout(() => lines.get(queue)?.wake(), seconds * 1000 + AFTER_DUE_MS).unref();
    },
    async stop() {
      await announcements?.close().catch((error) => {
        context.log.warn({ err: error }, 'still told of new jobs');
      });
      await Promise.all([...lines.values()].map((one) => one.stop()));
    },
  };
}
