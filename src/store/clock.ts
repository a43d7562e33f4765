import { type Kysely, sql } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Log } from '../domain/kernel/log.ts';

const SYNC_MS = 30_000;

/** A clock that is kept right while it runs. */
export interface DatabaseClock extends Clock {
  stop(): void;
}

/**
 * The database's clock, so that every instance goes by the same; between two looks at it, this process's
 * own, which nobody sets.
 */
export async function startDatabaseClock(db: Kysely<unknown>, log: Log): Promise<DatabaseClock> {
  let offset = await offsetOf(db);
  const timer = setInterval(async () => {
    try {
      offset = await offsetOf(db);
    } catch (error) {
      log.debug({ err: error }, "the database's clock could not be read");
    }
  }, SYNC_MS);
  timer.unref();
  return {
    now: () => new Date(performance.now() + offset),
    after(ms, callback) {
      const waiting = setTimeout(callback, ms);
      waiting.unref();
      return () => clearTimeout(waiting);
    },
    stop: () => clearInterval(timer),
  };
}

/** Milliseconds from this process's clock to the database's, as it was in the middle of the question. */
async function offsetOf(db: Kysely<unknown>): Promise<number> {
  const asked = performance.now();
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db);
  const middle = (asked + performance.now()) / 2;
  return (rows[0]?.at.getTime() ?? Date.now()) - middle;
}
