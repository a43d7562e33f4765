import type { Kysely } from 'kysely';
import type { Actor, AuditTrail, Entry } from '../domain/kernel/ports.ts';
import type { Schema } from './schema.ts';

export function createAuditTrail(db: Kysely<Schema>): AuditTrail {
  return {
    async append(reachOutId, actor, action, detail = {}) {
      await db
        .insertInto('audit_entry')
        .values({ reach_out_id: reachOutId, actor: nameOf(actor), action, detail: JSON.stringify(detail) })
        .execute();
    },
  };
}

function nameOf(actor: Actor): string {
  if (actor.kind === 'slack_user') return actor.userId;
  return actor.kind === 'job' ? `job:${actor.name}` : actor.kind;
}

/** An entry's actor, action and detail, as parameters. */
export function entryValues({ actor, action, detail = {} }: Entry): unknown[] {
  return [nameOf(actor), action, JSON.stringify(detail)];
}
