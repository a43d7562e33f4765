import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Store, Tables } from '../domain/kernel/ports.ts';
import { createAuditTrail } from './audit-trail.ts';
import { createConfirm } from './confirm.ts';
import { createContacts } from './contacts.ts';
import { createJobs, type PutOff, sendStarts } from './job-queue.ts';
import { createOutbox } from './outbox.ts';
import { type Bucket, createRateLimits } from './rate-limits.ts';
import { createReachOuts } from './reach-outs.ts';
import type { Schema } from './schema.ts';

export function createStore(db: Kysely<Schema>, boss: PgBoss, startBucket: Bucket, putOff?: PutOff): Store {
  const tables = (executor: Kysely<Schema>): Tables => ({
    reachOuts: createReachOuts(executor),
    audit: createAuditTrail(executor),
    jobs: createJobs(boss, executor, putOff),
    contacts: createContacts(executor),
  });
  return {
    ...tables(db),
    limits: createRateLimits(db, startBucket),
    outbox: createOutbox(db, (transaction, ids) => sendStarts(boss, transaction, ids)),
    confirm: createConfirm(db),
    transaction: (work) => db.transaction().execute((transaction) => work(tables(transaction))),
  };
}
