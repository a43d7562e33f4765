import { type CompiledQuery, type Kysely, type Selectable, sql, type UpdateQueryBuilder } from 'kysely';
import { LeaseLostError } from '../domain/errors.ts';
import type { Entry, NewReachOut, ReachOuts, Settlement } from '../domain/ports.ts';
import type { ReachOut } from '../domain/progress.ts';
import { nameOf } from './audit-trail.ts';
import { WITH_THE_NEXT } from './embedded/session.ts';
import type { ReachOutTable, Schema } from './schema.ts';

/** Longer than a call takes, 10 s at most, with its database time; every call begins with a fresh lease. */
const LEASE = sql<Date>`now() + interval '15 seconds'`;

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
      const row = await db
        .updateTable('reach_out')
        .set({ lease: sql`lease + 1`, lease_until: LEASE })
        .where('id', '=', id)
        .where((where) =>
          where.or([where('lease_until', 'is', null), where('lease_until', '<', sql<Date>`now()`)]),
        )
        .returningAll()
        .returning(sql<Date>`now()`.as('now'))
        .modifyEnd(sql.raw(WITH_THE_NEXT))
        .executeTakeFirst();
      const reachOut = fromRow(row);
      return row && reachOut && { reachOut, now: row.now };
    },

    async settle(reachOut, settlement) {
      const { entry } = settlement;
      const change = updateUnderLease(db, reachOut, settlement).returningAll();
      const row = await (entry ? withTraces(db, change, entry) : change).executeTakeFirst();
      const settled = fromRow(row);
      if (!settled) throw new LeaseLostError(reachOut.id);
      return settled;
    },

    async release(reachOut, settlement = {}) {
      const untilShown = sql<Date>`case when version = ${reachOut.version} then null else ${LEASE} end`;
      const row = await updateUnderLease(db, reachOut, settlement, untilShown)
        .returning('lease_until')
        .modifyEnd(sql.raw(WITH_THE_NEXT))
        .executeTakeFirst();
      if (!row) throw new LeaseLostError(reachOut.id);
      return row.lease_until === null;
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

/**
 * Stores a new reach-out with its audit entry, as the beginning of a statement: `with a as (…), b as (…)`.
 * A unique violation when its id is there already.
 */
export function insertion(db: Kysely<Schema>, reachOut: NewReachOut, entry: Entry): CompiledQuery {
  const row = Object.entries(toRow(reachOut));
  return sql`
    with stored as (
      insert into reach_out (${sql.join(row.map(([name]) => sql.ref(name)))})
      values (${sql.join(row.map(([, value]) => value))}) returning id
    ), entry as (
      insert into audit_entry (reach_out_id, actor, action, detail)
      select id, ${sql.join(entryColumns(entry).map((e) => e.expression))} from stored
    )`.compile(db);
}

function updateUnderLease(
  db: Kysely<Schema>,
  reachOut: ReachOut,
  settlement: Settlement,
  leaseUntil: typeof LEASE = LEASE,
) {
  return (
    db
      .updateTable('reach_out')
      .set({ ...toColumns(settlement), lease_until: leaseUntil })
      .$if(settlement.visible === true, (update) => update.set({ version: sql`version + 1` }))
      .$if(settlement.started === true, (update) => update.set({ started_at: sql`now()` }))
      .$if(settlement.ended === true, (update) => update.set({ ended_at: sql`now()` }))
      .where('id', '=', reachOut.id)
      .where('lease', '=', reachOut.lease)
      // The requester may have cancelled it since it was read.
      .$if(settlement.state !== undefined, (update) => update.where('state', '=', reachOut.state))
  );
}

/** The audit entry, and the link of a contact that was started, in the same statement as the change. */
function withTraces(
  db: Kysely<Schema>,
  change: UpdateQueryBuilder<Schema, 'reach_out', 'reach_out', Selectable<ReachOutTable>>,
  entry: Entry,
) {
  return db
    .with('settled', () => change)
    .with('entry', (inserting) =>
      inserting
        .insertInto('audit_entry')
        .columns(['reach_out_id', 'actor', 'action', 'detail'])
        .expression(({ selectFrom }) => selectFrom('settled').select(['id', ...entryColumns(entry)])),
    )
    .with('leg', (inserting) =>
      inserting
        .insertInto('contact_leg')
        .columns(['contact_id', 'reach_out_id'])
        .expression(({ selectFrom }) =>
          selectFrom('settled').select(['contact_id', 'id']).where('contact_id', 'is not', null),
        )
        .onConflict((conflict) => conflict.doNothing()),
    )
    .selectFrom('settled')
    .selectAll();
}

function entryColumns({ actor, action, detail = {} }: Entry) {
  return [
    sql<string>`${nameOf(actor)}::text`.as('actor'),
    sql<string>`${action}::text`.as('action'),
    sql<string>`${json(detail)}::jsonb`.as('detail'),
  ] as const;
}

const json = (value: unknown): string => JSON.stringify(value);

function toRow(reachOut: NewReachOut) {
  return {
    id: reachOut.id,
    team_id: reachOut.teamId,
    user_id: reachOut.userId,
    conversation_id: reachOut.conversationId,
    thread_ts: reachOut.threadTs ?? null,
    channel: reachOut.request.channel,
    recipient: reachOut.request.recipient,
    request: json(reachOut.request),
    draft: json(reachOut.draft),
    warnings: json(reachOut.warnings),
  };
}

function toColumns(settlement: Settlement) {
  const { failure, posts } = settlement;
  return {
    ...(settlement.state && { state: settlement.state }),
    ...(failure !== undefined && { failure: failure && json(failure) }),
    ...(settlement.waiting !== undefined && { waiting: settlement.waiting }),
    ...(settlement.contactId !== undefined && { contact_id: settlement.contactId }),
    ...(settlement.attempts !== undefined && { attempts: settlement.attempts }),
    ...(settlement.uncertainSince !== undefined && { uncertain_since: settlement.uncertainSince }),
    ...(settlement.conversationId !== undefined && { conversation_id: settlement.conversationId }),
    ...(settlement.threadTs !== undefined && { thread_ts: settlement.threadTs }),
    ...(posts !== undefined && { posts: json(posts) }),
    ...(settlement.checkAfterSeconds !== undefined && {
      next_check_at: sql<Date>`now() + make_interval(secs => ${settlement.checkAfterSeconds}::float8)`,
    }),
    ...(settlement.shownVersion !== undefined && { shown_version: settlement.shownVersion }),
  };
}

export function fromRow(row: Selectable<ReachOutTable> | undefined): ReachOut | undefined {
  if (!row) return undefined;
  return {
    id: row.id,
    teamId: row.team_id,
    userId: row.user_id,
    conversationId: row.conversation_id,
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
