import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss';
import type { Context } from '../domain/context.ts';
import type { QueueName } from '../store/job-queue.ts';
import { exhaustedJob } from './exhausted.ts';
import type { Job } from './job.ts';
import { startContactJob } from './start-contact.ts';
import { tidyUpJob } from './tidy-up.ts';
import { updateThreadJob } from './update-thread.ts';

/** Jobs that a worker fetches, and then has in hand, at a time: many at once keep the number of queries down. */
const BATCH = 8;

export interface Runner {
  start(): Promise<void>;
  /** Takes no more jobs and waits for those in hand. */
  stop(): Promise<void>;
}

export function createRunner(boss: PgBoss, context: Omit<Context, 'actor'>): Runner {
  const queues: QueueName[] = [];

  async function run<Payload>(job: Job<Payload>): Promise<void> {
    queues.push(job.queue);
    const ctx: Context = { ...context, actor: { kind: 'job', name: job.queue } };
    const options = {
      batchSize: BATCH,
      localConcurrency: job.workers,
      perJobResults: true as const,
      includeMetadata: true as const,
      pollingIntervalSeconds: job.pollSeconds,
      notifyPollingIntervalSeconds: job.pollSeconds,
    };
    await boss.work<object, void, typeof options>(job.queue, options, (batch: JobWithMetadata<object>[]) =>
      Promise.all(batch.map((queued) => perform(ctx, job, queued))),
    );
  }

  return {
    async start() {
      await run(startContactJob);
      await run(updateThreadJob);
      await run(tidyUpJob);
      await run(exhaustedJob);
    },
    async stop() {
      await Promise.all(queues.splice(0).map((queue) => boss.offWork(queue, { wait: true })));
    },
  };
}

async function perform<Payload>(
  ctx: Context,
  job: Job<Payload>,
  queued: JobWithMetadata<object>,
): Promise<JobResult> {
  const { id } = queued;
  try {
    await job.handle(ctx, job.payload.parse(queued.data), queued.sourceName ?? undefined);
    return { id, status: 'completed' };
  } catch (error) {
    ctx.log.warn({ err: error, job: job.queue, jobId: id }, 'job failed, to be retried');
    return { id, status: 'failed' };
  }
}
