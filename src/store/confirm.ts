import { CompiledQuery, type Kysely } from 'kysely';
import type { Claim, NewReachOut, Store } from '../domain/kernel/ports.ts';
import type { ReachOut } from '../domain/reach-out/progress.ts';
import { entryValues } from './audit-trail.ts';
import { FIRST_LEASE, LEASE } from './reach-outs.ts';
import type { Schema } from './schema.ts';

/** PostgreSQL's unique_violation. */
const UNIQUE_VIOLATION = '23505';

/** One statement, and so one commit in one round trip; a unique violation when the id is there already. */
const CONFIRM = `
  with stored as (
    insert into reach_out (id, team_id, user_id, place_id, thread_ts, channel, recipient,
      request, draft, warnings, lease, lease_until)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ${FIRST_LEASE}, case when $11 then ${LEASE} end)
    returning id, requested_at
  ), entry as (
    insert into audit_entry (reach_out_id, actor, action, detail) select id, $12, $13, $14 from stored
  ), kept as (
    insert into outbox (reach_out_id) select id from stored
  )
  select requested_at as now from stored`;

export function createConfirm(db: Kysely<Schema>): Store['confirm'] {
  return async (reachOut, entry, { startsHere }) => {
    const { request, draft, warnings } = reachOut;
    const values = [
      reachOut.id,
      reachOut.teamId,
      reachOut.userId,
      reachOut.placeId,
      reachOut.threadTs,
      request.channel,
      request.recipient,
      JSON.stringify(request),
      JSON.stringify(draft),
      JSON.stringify(warnings),
      startsHere,
      ...entryValues(entry),
    ];
    try {
      const { rows } = await db.executeQuery<{ now: Date }>(CompiledQuery.raw(CONFIRM, values));
      return rows[0] && claimOf(reachOut, rows[0].now);
    } catch (error) {
      if ((error as { code?: string }).code === UNIQUE_VIOLATION) return undefined;
      throw error;
    }
  };
}

/** What CONFIRM leaves out has its column's default. */
function claimOf(reachOut: NewReachOut, now: Date): Claim {
  const stored: ReachOut = {
    ...reachOut,
    state: 'requested',
    attempts: 0,
    requestedAt: now,
    posts: {},
    version: 1,
    shownVersion: 0,
    lease: FIRST_LEASE,
  };
  return { reachOut: stored, now };
}
