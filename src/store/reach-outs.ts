import { CompiledQuery, type Kysely, type Selectable, sql } from 'kysely';
import { LeaseLostError } from '../domain/kernel/errors.ts';
import type { ReachOuts, Settlement } from '../domain/kernel/ports.ts';
import type { ReachOut } from '../domain/reach-out/progress.ts';
import { entryValues } from './audit-trail.ts';
import type { ReachOutTable, Schema } from './schema.ts';

type Row = Selectable<ReachOutTable>;

/** Longer than a call takes, 10 s at most, with its database time; every call begins with a fresh lease. */
const LEASE_SECONDS = 15;
export const LEASE = `now() + interval '${LEASE_SECONDS} seconds'`;

/** The fencing number of whoever confirmed a reach-out, and so is to take it out of the outbox. */
export const FIRST_LEASE = 1;

const CLAIM = `
  update reach_out set lease = lease + 1, lease_until = ${LEASE}
  where id = $1 and (lease_until is null or lease_until < now())
  returning *, now() as now`;

const RENEW = `update reach_out set lease_until = ${LEASE} where id = $1 and lease = $2 returning *`;

/**
 * Changes what only the lease holder writes. Where the state is to change, it must still be the one that
 * was read: the requester may have cancelled meanwhile.
 */
const change = (leaseUntil: string) => `
  update reach_out
  set state = coalesce($4::text, state), failure = $5, waiting = $6, contact_id = $7, attempts = $8,
    uncertain_since = $9, place_id = $10, thread_ts = $11, posts = $12, shown_version = $13,
    version = version + $14,
    started_at = case when $15 then now() else started_at end,
    ended_at = case when $16 then now() else ended_at end,
    next_check_at = coalesce(now() + make_interval(secs => $17::float8), next_check_at),
    lease_until = ${leaseUntil}
  where id = $1 and lease = $2 and ($4::text is null or state = $3)`;

const SETTLE = `${change(LEASE)} returning *`;

/** With its audit entry, and the link of a contact that was started. */
const SETTLE_TRACED = `
  with settled as (${change(LEASE)} returning *),
  entry as (
    insert into audit_entry (reach_out_id, actor, action, detail) select id, $18, $19, $20 from settled
  ),
  leg as (
    insert into contact_leg (contact_id, reach_out_id)
    select contact_id, id from settled where contact_id is not null
    on conflict do nothing
  )
  select * from settled`;

/** Ends a statement in which `released` gives the lease back: whoever confirmed it has seen to it. */
const OUT_OF_THE_OUTBOX = `
  delete from outbox where reach_out_id = $1 and $2 = ${FIRST_LEASE}
    and exists (select from released where lease_until is null)`;

const RELEASE = `
  with released as (
    ${change(`case when version = $18 then null else ${LEASE} end`)} returning lease_until
  ), gone as (${OUT_OF_THE_OUTBOX})
  select lease_until from released`;

const HAND_ON = `
  with released as (
    update reach_out set lease_until = null where id = $1 and lease = $2 returning lease_until
  )
  ${OUT_OF_THE_OUTBOX}`;

export function createReachOuts(db: Kysely<Schema>): ReachOuts {
  return {
    async find(id) {
      return fromRow(await db.selectFrom('reach_out').selectAll().where('id', '=', id).executeTakeFirst());
    },

    async listOf(userId, which, most) {
      const rows = await db
        .selectFrom('reach_out')
        .selectAll()
        .where('user_id', '=', userId)
        .where('ended_at', which === 'open' ? 'is' : 'is not', null)
        .orderBy('requested_at', 'desc')
        .limit(most)
        .execute();
      return rows.flatMap((row) => fromRow(row) ?? []);
    },

    async claim(id) {
      const { rows } = await db.executeQuery<Row & { now: Date }>(CompiledQuery.raw(CLAIM, [id]));
      const reachOut = fromRow(rows[0]);
      return rows[0] && reachOut && { reachOut, now: rows[0].now };
    },

    async settle(reachOut, settlement) {
      const { entry } = settlement;
      const values = valuesOf(reachOut, settlement);
      const { rows } = await db.executeQuery<Row>(
        entry
          ? CompiledQuery.raw(SETTLE_TRACED, [...values, ...entryValues(entry)])
          : CompiledQuery.raw(SETTLE, values),
      );
      const settled = fromRow(rows[0]);
      if (!settled) throw new LeaseLostError(reachOut.id);
      return settled;
    },

    async renew({ id, lease }) {
      const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(RENEW, [id, lease]));
      const renewed = fromRow(rows[0]);
      if (!renewed) throw new LeaseLostError(id);
      return renewed;
    },

    async release(reachOut, settlement = {}) {
      const values = [...valuesOf(reachOut, settlement), reachOut.version];
      const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(RELEASE, values));
      if (!rows[0]) throw new LeaseLostError(reachOut.id);
      return rows[0].lease_until === null;
    },

    async handOn({ id, lease }) {
      await db.executeQuery(CompiledQuery.raw(HAND_ON, [id, lease]));
    },

    async abandon(reachOut) {
      await db
        .updateTable('reach_out')
        .set({ lease_until: null })
        .where('id', '=', reachOut.id)
        .where('lease', '=', reachOut.lease)
        .execute();
    },

    async cancel(id, userId) {
      return fromRow(
        await db
          .updateTable('reach_out')
          .set({ state: 'cancelled', cancelled_by: userId, ended_at: sql`now()`, version: sql`version + 1` })
          .where('id', '=', id)
          .where('state', '=', 'requested')
          .returningAll()
          .executeTakeFirst(),
      );
    },
  };
}

const json = (value: unknown): string => JSON.stringify(value);

/** The parameters of `change`: all that the lease holder writes, as it was or as it is settled now. */
function valuesOf(reachOut: ReachOut, settlement: Settlement): unknown[] {
  const all = { ...reachOut, ...settlement };
  return [
    reachOut.id,
    reachOut.lease,
    reachOut.state,
    settlement.state,
    all.failure && json(all.failure),
    all.waiting,
    all.contactId,
    all.attempts,
    all.uncertainSince,
    all.placeId,
    all.threadTs,
    json(all.posts),
    all.shownVersion,
    settlement.visible ? 1 : 0,
    settlement.started ?? false,
    settlement.ended ?? false,
    settlement.checkAfterSeconds,
  ];
}

export function fromRow(row: Row | undefined): ReachOut | undefined {
  if (!row) return undefined;
  return {
    id: row.id,
    teamId: row.team_id,
    userId: row.user_id,
    placeId: row.place_id,
    ...(row.thread_ts !== null && { threadTs: row.thread_ts }),
    request: row.request,
    draft: row.draft,
    warnings: row.warnings,
    state: row.state,
    ...(row.failure && { failure: row.failure }),
    ...(row.waiting && { waiting: row.waiting }),
    ...(row.contact_id !== null && { contactId: row.contact_id }),
    ...(row.contact && { contact: row.contact }),
    ...(row.cancelled_by !== null && { cancelledBy: row.cancelled_by }),
    attempts: row.attempts,
    requestedAt: row.requested_at,
    ...(row.uncertain_since && { uncertainSince: row.uncertain_since }),
    ...(row.started_at && { startedAt: row.started_at }),
    ...(row.ended_at && { endedAt: row.ended_at }),
    posts: row.posts,
    version: row.version,
    shownVersion: row.shown_version,
    lease: row.lease,
  };
}
