import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Context } from '../domain/kernel/context.ts';
import type { Job } from './job.ts';

/** Less than half of the queues' heartbeatSeconds, after which a job counts as lost with its process. */
const HEARTBEAT_MS = 4_000;

/** The jobs of one queue that this process has in hand. */
export interface Line {
  start(): void;
  /** There may be work. */
  wake(): void;
  /** Takes no more jobs and waits for those in hand. */
  stop(): Promise<void>;
}

/**
 * Fetches the jobs of a queue, as many as there is room for, and settles each when it is done, so that
 * none waits for another's answer. One look at a time is enough for however many are announced: the
 * workers of pg-boss would each look for every one of them.
 */
export function createLine<Payload>(boss: PgBoss, ctx: Context, job: Job<Payload>): Line {
  const { queue, atOnce } = job;
  const inHand = new Set<JobWithMetadata<object>>();
  const working = new Set<Promise<void>>();
  const done: JobWithMetadata<object>[] = [];
  let looking: Promise<void> | undefined;
  let completing: Promise<void> | undefined;
  let mayHaveMore = false;
  let isStopped = false;
  const timers: NodeJS.Timeout[] = [];

  function wake(): void {
    mayHaveMore = true;
    if (isStopped || inHand.size >= atOnce) return;
    looking ??= look();
  }

  async function look(): Promise<void> {
    while (mayHaveMore && !isStopped && inHand.size < atOnce) {
      mayHaveMore = false;
      const room = atOnce - inHand.size;
      try {
        const found = await boss.fetch<object>(queue, { batchSize: room, includeMetadata: true });
        if (found.length === room) mayHaveMore = true;
        for (const one of found) take(one);
      } catch (error) {
        ctx.log.warn({ err: error, job: queue }, 'jobs could not be fetched');
      }
    }
    looking = undefined;
  }

  function take(queued: JobWithMetadata<object>): void {
    inHand.add(queued);
    const work = perform(queued).finally(() => {
      inHand.delete(queued);
      working.delete(work);
      if (mayHaveMore) wake();
    });
    working.add(work);
  }

  async function perform(queued: JobWithMetadata<object>): Promise<void> {
    try {
      await job.handle(ctx, job.payload.parse(queued.data), queued.sourceName ?? undefined);
    } catch (error) {
      ctx.log.warn({ err: error, job: queue, jobId: queued.id }, 'job failed, to be retried');
      await boss.fail(queue, queued).catch(noteUnsettled);
      return;
    }
    done.push(queued);
    completing ??= complete();
    await completing;
  }

  /** Those that are done meanwhile go together. */
  async function complete(): Promise<void> {
    while (done.length > 0) await boss.complete(queue, done.splice(0)).catch(noteUnsettled);
    completing = undefined;
  }

  /** It is done again once its heartbeat has stopped for long enough, which every handler allows for. */
  function noteUnsettled(error: unknown): void {
    ctx.log.warn({ err: error, job: queue }, 'jobs could not be settled');
  }

  async function beat(): Promise<void> {
    if (inHand.size === 0) return;
    await boss.touch(queue, [...inHand]).catch((error) => {
      ctx.log.warn({ err: error, job: queue }, 'jobs could not be kept');
    });
  }

  return {
    wake,
    start() {
      timers.push(setInterval(wake, job.pollSeconds * 1000), setInterval(beat, HEARTBEAT_MS));
      wake();
    },
    async stop() {
      isStopped = true;
      await looking;
      await Promise.all(working);
      for (const timer of timers) clearInterval(timer);
    },
  };
}
