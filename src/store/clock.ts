import { type Kysely, sql } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Log } from '../domain/kernel/log.ts';

const SYNC_MS = 5_000;

/** By so much the machine's clock and the process's may come apart in that time, without anybody's doing. */
const DRIFT_MS = 500;

/** A clock that is kept right while it runs. */
export interface DatabaseClock extends Clock {
  stop(): void;
}

/**
 * The database's clock, so that every instance goes by the same; between two looks at it, this process's
 * own, which nobody sets. That one stands still while the machine sleeps, so a jump of the machine's clock
 * counts until the database has been asked.
 */
export async function startDatabaseClock(db: Kysely<unknown>, log: Log): Promise<DatabaseClock> {
  let read: Reading = await readClock(db);
  let isReading = false;
  async function ask(): Promise<Date> {
    const { at, ...next } = await readClock(db);
    read = betterOf(read, next);
    return at;
  }
  async function sync(): Promise<void> {
    if (isReading) return;
    isReading = true;
    try {
      await ask();
    } catch (error) {
      log.debug({ err: error }, "the database's clock could not be read");
    }
    isReading = false;
  }
  const timer = setInterval(sync, SYNC_MS);
  timer.unref();
  return {
    ask,
    now() {
      const jump = machineLead() - read.machineLead;
      if (Math.abs(jump) > DRIFT_MS) void sync();
      return new Date(performance.now() + read.offset + (jump > DRIFT_MS ? jump : 0));
    },
    after(ms, callback) {
      const waiting = setTimeout(callback, ms);
      waiting.unref();
      return () => clearTimeout(waiting);
    },
    stop: () => clearInterval(timer),
  };
}

interface Reading {
  /** Milliseconds from this process's clock to the database's, as it was in the middle of the question. */
  offset: number;
  /** By so many milliseconds that may be wrong: half of what the question took, or more after a while. */
  error: number;
  /** And to the machine's. */
  machineLead: number;
}

/** Clocks go a ten-thousandth too fast or slow. */
const ERROR_PER_SYNC = SYNC_MS / 10_000;

/** A question that took long is not believed, unless the database's clock was set meanwhile. */
function betterOf(known: Reading, next: Reading): Reading {
  const isSet = Math.abs(next.offset - known.offset) > next.error + known.error;
  if (isSet || next.error <= known.error) return next;
  return { ...known, error: known.error + ERROR_PER_SYNC, machineLead: next.machineLead };
}

async function readClock(db: Kysely<unknown>): Promise<Reading & { at: Date }> {
  const asked = performance.now();
  const at = await readDatabaseTime(db);
  const error = (performance.now() - asked) / 2;
  return { at, offset: at.getTime() - asked - error, error, machineLead: machineLead() };
}

/** What the database's clock says, for whoever asks once. */
export async function readDatabaseTime(db: Kysely<unknown>): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db);
  return rows[0]?.at ?? new Date();
}

function machineLead(): number {
  return Date.now() - performance.now();
}
