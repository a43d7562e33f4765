import { type Kysely, sql } from 'kysely';
import type { Log } from '../domain/kernel/ports.ts';
import type { Schema } from './schema.ts';

const INTERVAL_MS = 20_000;

/** PostgreSQL's own measure: a table is due with so many dead rows, and one more for every fifth live one. */
const LEAST_DEAD = 50;
const PER_LIVE = 0.2;

export interface Vacuum {
  start(): void;
  /** Waits for the table in hand. */
  stop(): Promise<void>;
}

/** The embedded database has no autovacuum: without this, dead rows would pile up for ever. */
export function createVacuum(db: Kysely<Schema>, log: Log): Vacuum {
  let timer: NodeJS.Timeout | undefined;
  let cleaning: Promise<void> | undefined;

  const clean = async () => {
    try {
      await vacuumWhatIsDue(db);
    } catch (error) {
      log.warn({ err: error }, 'dead rows could not be cleared away');
    }
  };
  return {
    start() {
      timer = setInterval(() => {
        cleaning ??= clean().finally(() => {
          cleaning = undefined;
        });
      }, INTERVAL_MS);
    },
    async stop() {
      clearInterval(timer);
      await cleaning;
    },
  };
}

/** One table at a time, each in a statement of its own, so that other work comes in between. */
export async function vacuumWhatIsDue(db: Kysely<Schema>): Promise<void> {
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
    where n_dead_tup > ${LEAST_DEAD}::float8 + ${PER_LIVE}::float8 * n_live_tup`.execute(db);
  for (const { name } of rows) await sql.raw(`vacuum (analyze) ${name}`).execute(db);
}
