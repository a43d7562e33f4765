import type { Kysely } from 'kysely';
import type { Audit } from '../domain/kernel/audit.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import { sealSome } from './audit-chain.ts';
import { entryRow } from './entry-row.ts';
import { run } from './statement.ts';

const RECORD = `
  insert into audit_entry (reach_out_id, at, actor, door, action, detail)
  values ($1, coalesce($2::timestamptz, clock_timestamp()), $3, $4, $5, $6)`;

const WAS_REFUSED = `
  select from audit_entry where reach_out_id = $1 and action in ('refused', 'asked') limit 1`;

/** Without a clock, by the database's. */
export function createAudit(db: Kysely<unknown>, clock?: Clock): Audit {
  return {
    async record({ reachOutId, ...entry }) {
      const at = clock?.now() ?? null;
      await run(db, RECORD, [reachOutId ?? null, at, ...Object.values(entryRow(entry))]);
    },
    async wasRefused(reachOutId) {
      return (await run(db, WAS_REFUSED, [reachOutId])).length > 0;
    },
    seal: () => sealSome(db, { waits: false }),
  };
}
