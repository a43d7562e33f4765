import type { PgBoss } from 'pg-boss';
import type { Log, Start, Starter } from '../domain/ports.ts';
import type { QueueName } from '../store/job-queue.ts';

const QUEUE: QueueName = 'start-contact';

/**
 * How many a process has in hand at most, with those that it finds as jobs not many more than the AWS SDK
 * has sockets, 50; what comes beyond is found as a job, by whoever has room.
 */
const MOST = 40;

export interface StarterLine extends Starter {
  /** Resolves when none is in hand. */
  idle(): Promise<void>;
  /** Reserves no more and waits for those in hand. */
  stop(): Promise<void>;
}

/** `start` does what the job would do; its job has the id of the reach-out. */
export function createStarter(boss: PgBoss, log: Log, start: (id: string) => Promise<void>): StarterLine {
  const working = new Set<Promise<void>>();
  const done: string[] = [];
  let deleting: Promise<void> | undefined;
  let reserved = 0;
  let isStopped = false;

  async function perform(id: string): Promise<void> {
    // Whoever waits for the commit that this follows gets their answer first.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      await start(id);
    } catch (error) {
      log.warn({ err: error, job: QUEUE, jobId: id }, 'job failed, to be retried');
      await boss.fail(QUEUE, id).catch(noteUnsettled);
      return;
    }
    done.push(id);
    deleting ??= deleteJobs();
    await deleting;
  }

  /** Those that are done meanwhile go together. */
  async function deleteJobs(): Promise<void> {
    while (done.length > 0) await boss.deleteJob(QUEUE, done.splice(0)).catch(noteUnsettled);
    deleting = undefined;
  }

  /** It is done again when it comes due, which its handler allows for. */
  function noteUnsettled(error: unknown): void {
    log.warn({ err: error, job: QUEUE }, 'jobs could not be settled');
  }

  async function idle(): Promise<void> {
    while (working.size > 0) await Promise.all(working);
  }

  return {
    idle,
    reserve(): Start | undefined {
      if (isStopped || reserved >= MOST) return undefined;
      reserved += 1;
      return {
        go(id) {
          const work = perform(id).finally(() => {
            reserved -= 1;
            working.delete(work);
          });
          working.add(work);
        },
        drop() {
          reserved -= 1;
        },
      };
    },
    async stop() {
      isStopped = true;
      await idle();
    },
  };
}
