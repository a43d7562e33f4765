import { type Kysely, sql } from 'kysely';
import type { Outbox } from '../domain/kernel/ports.ts';
import type { Schema } from './schema.ts';

const IN_NO_HANDS = sql`(lease_until is null or lease_until < now())`;

/**
 * A transactional outbox: a confirmed reach-out is in it until whoever confirmed it has started it, or
 * handed the rest on to a job; should they not get that far, until it is made a job from here.
 */
export function createOutbox(
  db: Kysely<Schema>,
  sendJobs: (transaction: Kysely<Schema>, ids: string[]) => Promise<void>,
): Outbox {
  return {
    async relay(most) {
      // Reach-outs are looked up one by one, because they are many and few are in the outbox.
      const { rows: due } = await sql<{ id: string }>`
        select reach_out_id as id from outbox
        where (select ${IN_NO_HANDS} from reach_out where id = reach_out_id) limit ${most}`.execute(db);
      if (due.length === 0) return 0;
      const ids = due.map(({ id }) => id);
      return db.transaction().execute(async (transaction) => {
        // Both rows are locked before the lease is judged; a new fencing number stops whoever was only slow.
        const { rows: taken } = await sql<{ id: string }>`
          with taken as materialized (
            select id from reach_out join outbox on reach_out_id = id
            where id = any(${ids}::uuid[]) and reach_out_id = any(${ids}::uuid[]) and ${IN_NO_HANDS}
            for update skip locked
          ), gone as (
            delete from outbox using taken where reach_out_id = taken.id
          )
          update reach_out set lease = lease + 1, lease_until = null from taken
          where reach_out.id = taken.id returning reach_out.id`.execute(transaction);
        await sendJobs(
          transaction,
          taken.map(({ id }) => id),
        );
        return taken.length;
      });
    },
  };
}
