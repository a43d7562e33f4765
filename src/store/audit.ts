import { CompiledQuery, type Kysely } from 'kysely';
import type { Audit } from '../domain/kernel/audit.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import { entryRow } from './entry-row.ts';

const RECORD = `
  insert into audit_entry (reach_out_id, at, actor, door, action, detail) values ($1, $2, $3, $4, $5, $6)`;

export function createAudit(db: Kysely<unknown>, clock: Clock): Audit {
  return {
    async record({ reachOutId, ...entry }) {
      const values = [reachOutId ?? null, clock.now(), ...Object.values(entryRow(entry))];
      await db.executeQuery(CompiledQuery.raw(RECORD, values));
    },
  };
}
