import type { Kysely } from 'kysely';
import type { Audit } from '../domain/kernel/audit.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import { sealSome } from './audit-chain.ts';
import { entryRow } from './entry-row.ts';
import { run } from './statement.ts';

const RECORD = `
  insert into audit_entry (reach_out_id, at, actor, door, action, detail)
  values ($1, coalesce($2::timestamptz, clock_timestamp()), $3, $4, $5, $6)`;

/** Without a clock, by the database's. */
export function createAudit(db: Kysely<unknown>, clock?: Clock): Audit {
  return {
    async record({ reachOutId, ...entry }) {
      const at = clock?.now() ?? null;
      await run(db, RECORD, [reachOutId ?? null, at, ...Object.values(entryRow(entry))]);
    },
    seal: () => sealSome(db, { waits: false }),
  };
}
