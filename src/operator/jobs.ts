import type { Log } from '../domain/kernel/ports.ts';
import type { Database } from '../store/database.ts';
import { createExhaustedJobs } from '../store/exhausted-jobs.ts';
import { createJobs, startBoss } from '../store/job-queue.ts';
import { migrate } from '../store/migrate.ts';

export const JOBS_USAGE = `  jobs               lists the jobs that used up their retries
  jobs retry ID      brings the thread of that job's reach-out up to date again
  jobs drop ID       forgets the job`;

/** What an operator can do about jobs that gave up. Resolves to the process's exit code. */
export async function runJobs(
  database: Database,
  [action = 'list', id = '']: string[],
  print: (line: string) => void,
  log: Log,
): Promise<number> {
  await migrate(database.kysely);
  const boss = await startBoss(database, log);
  try {
    const exhausted = createExhaustedJobs(database.kysely);
    if (action === 'list') {
      const jobs = await exhausted.list();
      for (const job of jobs)
        print([job.id, job.at.toISOString(), job.queue ?? '?', `reach-out ${job.reachOutId}`].join('  '));
      if (jobs.length === 0) print('No job has used up its retries.');
      return 0;
    }
    const job = await exhausted.find(id);
    if (!job) {
      print(`There is no such job: ${id || '(no id given)'}. "jobs" lists them.`);
      return 1;
    }
    if (action === 'retry') await createJobs(boss, database.kysely).updateThread(job.reachOutId);
    await exhausted.drop(id);
    print(action === 'retry' ? 'It will be tried again as soon as Reach Out runs.' : 'Dropped.');
    return 0;
  } finally {
    await boss.stop({ graceful: false });
  }
}
