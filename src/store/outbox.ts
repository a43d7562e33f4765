import { type Kysely, sql } from 'kysely';
import type { Jobs, Outbox } from '../domain/ports.ts';
import type { Schema } from './schema.ts';

/** Written so that reach-outs are looked up one by one, however many there are and few in the outbox. */
const DUE = sql`
  select reach_out_id from outbox
  where (select lease_until is null or lease_until < now() from reach_out where id = reach_out_id)`;

/**
 * A transactional outbox: a confirmed reach-out is in it until whoever confirmed it gives its lease back
 * or, should they not get that far, until it is made a job.
 */
export function createOutbox(db: Kysely<Schema>, jobsIn: (transaction: Kysely<Schema>) => Jobs): Outbox {
  return {
    async relay(most) {
      const { rows: due } = await sql`${DUE} limit 1`.execute(db);
      if (due.length === 0) return 0;
      return db.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ id: string }>`
          delete from outbox where reach_out_id in (${DUE} limit ${most} for update skip locked)
          returning reach_out_id as id`.execute(transaction);
        const ids = rows.map(({ id }) => id);
        // A new fencing number stops whoever had it and was only slow.
        await sql`
          update reach_out set lease = lease + 1, lease_until = null
          where id = any(${ids}::uuid[])`.execute(transaction);
        await jobsIn(transaction).startContacts(ids);
        return ids.length;
      });
    },
  };
}
