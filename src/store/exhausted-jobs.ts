import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** A job that used up its retries, as an operator sees it. */
export interface ExhaustedJob {
  id: string;
  reachOutId: string;
  /** The queue it gave up in. */
  queue: string | null;
  at: Date;
}

export interface ExhaustedJobs {
  list(): Promise<ExhaustedJob[]>;
  find(id: string): Promise<ExhaustedJob | undefined>;
  /** False when there is no such job. */
  drop(id: string): Promise<boolean>;
}

export function createExhaustedJobs(db: Kysely<Schema>): ExhaustedJobs {
  async function list(): Promise<ExhaustedJob[]> {
    const { rows } = await sql<ExhaustedJob>`
      select id, data->>'id' as "reachOutId", source_name as queue, created_on as at
      from pgboss.job where name = 'exhausted' order by created_on desc limit 1000`.execute(db);
    return rows;
  }
  return {
    list,
    find: async (id) => (await list()).find((job) => job.id === id),
    async drop(id) {
      const { numAffectedRows = 0n } =
        await sql`delete from pgboss.job where name = 'exhausted' and id::text = ${id}`.execute(db);
      return numAffectedRows > 0n;
    },
  };
}
