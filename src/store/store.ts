import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Store, Tables } from '../domain/ports.ts';
import { createAuditTrail } from './audit-trail.ts';
import { createContacts } from './contacts.ts';
import { createJobs, createStartSending, type PutOff } from './job-queue.ts';
import { type Bucket, createRateLimits } from './rate-limits.ts';
import { createReachOuts, INSERTION, insertionValues, LEASE_SECONDS } from './reach-outs.ts';
import type { Schema } from './schema.ts';

/** PostgreSQL's unique_violation. */
const UNIQUE_VIOLATION = '23505';

export function createStore(db: Kysely<Schema>, boss: PgBoss, startBucket: Bucket, putOff?: PutOff): Store {
  const tables = (executor: Kysely<Schema>): Tables => ({
    reachOuts: createReachOuts(executor),
    audit: createAuditTrail(executor),
    jobs: createJobs(boss, executor, putOff),
    contacts: createContacts(executor),
  });
  const sending = createStartSending(boss, INSERTION);
  return {
    ...tables(db),
    limits: createRateLimits(db, startBucket),
    async confirm(reachOut, entry, { startsHere }) {
      const afterSeconds = startsHere ? LEASE_SECONDS : 0;
      try {
        await db.executeQuery(await sending(reachOut.id, afterSeconds, insertionValues(reachOut, entry)));
        return true;
      } catch (error) {
        if ((error as { code?: string }).code === UNIQUE_VIOLATION) return false;
        throw error;
      }
    },
    transaction: (work) => db.transaction().execute((transaction) => work(tables(transaction))),
  };
}
