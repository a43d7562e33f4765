import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type ConstructorOptions, fromKysely, PgBoss, type Queue } from 'pg-boss';
import type { Jobs, Log } from '../domain/kernel/ports.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** The queues. Jobs whose retries are used up move to the last, which tells the requester. */
export const QUEUES = ['start-contact', 'update-thread', 'tidy-up', 'exhausted'] as const;
export type QueueName = (typeof QUEUES)[number];

const QUEUE_OPTIONS: Omit<Queue, 'name'> = {
  notify: true,
  retryLimit: 30,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  expireInSeconds: 120,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 60,
};

/** Operators find what gave up for 30 days. */
const KEEP_EXHAUSTED_SECONDS = 30 * 24 * 3600;

/** What timed out has been seen to be carried out within seconds; the last look is for a slow day. */
const LATE_LOOKS_SECONDS = [3, 20, 120];

/** pg-boss on our database: created with its queues ready, stopped before the database closes. */
export async function startBoss(database: Database, log: Log): Promise<PgBoss> {
  const options: ConstructorOptions = {
    ...database.bossOptions,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 30,
    schedule: false,
  };
  const boss = new PgBoss(options);
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  await boss.start();
  const existing = new Set((await boss.getQueues()).map((queue) => queue.name));
  for (const name of [...QUEUES].reverse()) {
    if (existing.has(name)) continue;
    const rest =
      name === 'exhausted' ? { deleteAfterSeconds: KEEP_EXHAUSTED_SECONDS } : { deadLetter: 'exhausted' };
    await boss.createQueue(name, { ...QUEUE_OPTIONS, ...rest });
  }
  // A send inside a transaction must find the queue in pg-boss's cache: on the embedded database its
  // look-up would wait for the transaction that waits for it.
  for (const name of QUEUES) await boss.findJobs(name, { id: randomUUID() });
  return boss;
}

/**
 * The embedded database has one process, so whatever a new one finds under way was cut off by a crash:
 * active jobs, and the leases of all that is unfinished.
 */
export async function recoverAfterCrash(db: Kysely<Schema>): Promise<void> {
  await sql`
    with unfinished as (
      select (data ->> 'id')::uuid as id from pgboss.job where state <= 'active'
      union select reach_out_id from outbox
    ), due as (
      update pgboss.job set state = 'retry', start_after = now() where state = 'active'
    )
    update reach_out set lease_until = null from unfinished
    where reach_out.id = unfinished.id and lease_until is not null`.execute(db);
}

/** Whether any work is under way or due. */
export async function hasDueWork(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql`
    select reach_out_id from outbox
    union all
    select id from pgboss.job
    where state = 'active' or (state in ('created', 'retry') and start_after <= now())
    limit 1`.execute(db);
  return rows.length > 0;
}

/** Told of each job that is put off. */
export type PutOff = (queue: QueueName, seconds: number) => void;

/** Sends jobs, within the transaction that `db` is when it is one. */
export function createJobs(boss: PgBoss, db: Kysely<Schema>, putOff?: PutOff): Jobs {
  const send = async (name: QueueName, data: object, afterSeconds = 0): Promise<void> => {
    const inTransaction = db.isTransaction && { db: fromKysely(db) };
    if (afterSeconds <= 0) {
      await boss.send(name, data, { ...inTransaction });
      return;
    }
    const startAfter = Math.ceil(afterSeconds * 10) / 10;
    await boss.send(name, data, { startAfter, ...inTransaction });
    putOff?.(name, startAfter);
  };
  return {
    startContact: (id, { afterSeconds, hasSlot = false } = {}) =>
      send('start-contact', { id, hasSlot }, afterSeconds),
    updateThread: (id, { afterSeconds, hasSlot = false } = {}) =>
      send('update-thread', { id, hasSlot }, afterSeconds),
    async tidyUp(id, { editAgain }) {
      for (const seconds of LATE_LOOKS_SECONDS) await send('tidy-up', { id, editAgain }, seconds);
    },
  };
}

/** The jobs that start these contacts. */
export async function sendStarts(boss: PgBoss, transaction: Kysely<Schema>, ids: string[]): Promise<void> {
  const jobs = ids.map((id) => ({ data: { id, hasSlot: false } }));
  await boss.insert('start-contact', jobs, { db: fromKysely(transaction) });
}
