import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Store, Tables } from '../domain/ports.ts';
import { createAuditTrail } from './audit-trail.ts';
import { createContacts } from './contacts.ts';
import { createJobs } from './job-queue.ts';
import { type Bucket, createRateLimits } from './rate-limits.ts';
import { createReachOuts } from './reach-outs.ts';
import type { Schema } from './schema.ts';

export function createStore(db: Kysely<Schema>, boss: PgBoss, startBucket: Bucket): Store {
  const tables = (executor: Kysely<Schema>): Tables => ({
    reachOuts: createReachOuts(executor),
    audit: createAuditTrail(executor),
    jobs: createJobs(boss, executor),
    contacts: createContacts(executor),
  });
  return {
    ...tables(db),
    limits: createRateLimits(db, startBucket),
    transaction: (work) => db.transaction().execute((transaction) => work(tables(transaction))),
  };
}
