import type { Kysely } from 'kysely';
import { run } from './statement.ts';

/** Held by whoever erases, so that instances do not do it side by side. */
const LOCK = 7_264_030;

/** What a step takes at most. */
const BATCH = 500;

/** A list has up to 5,000 rows. */
const MOST_LISTS = 2;

/** As the index of what is over has it; of what was dropped before it ended, its request counts. $1: days, $2: now. */
const NOW = 'coalesce($2::timestamptz, now())';
const IS_OVER = `erased_at is null and (ended_at is not null or due_at is null)
  and coalesce(ended_at, requested_at) < ${NOW} - make_interval(days => $1)`;

/** $3: who erases. Ids and times stay, by which the audit trail can be read. */
const ERASE = `
  with turn as materialized (
    select pg_try_advisory_xact_lock(${LOCK}) as is_ours
  ), over as materialized (
    select id from reach_out
    where ${IS_OVER} and (select is_ours from turn)
    order by coalesce(ended_at, requested_at) limit ${BATCH} for update skip locked
  ), lines as (
    delete from line using over where reach_out_id = over.id
  ), accounted as (
    insert into audit_entry (reach_out_id, at, actor, door, action, detail)
    select id, ${NOW}, $3::text, $3::text, 'erased', '{}' from over
  ), erased as (
    update reach_out set erased_at = ${NOW}, sealed = null, recipient_digest = null, last_digits = null,
      recipient = null, request = null, draft = null, warnings = null,
      conversation = conversation - array['link', 'names', 'agents', 'agentName'], failure = failure - 'refusal',
      approval = approval - 'reason',
      version = version + 1, revision = revision + 1
    from over where reach_out.id = over.id returning 1
  )
  select count(*) as count from erased`;

/** The same of lists, message and rows; the reach-outs that came of them go by themselves. */
const ERASE_LISTS = `
  with turn as materialized (
    select pg_try_advisory_xact_lock(${LOCK}) as is_ours
  ), over as materialized (
    select id from list
    where ${IS_OVER} and (select is_ours from turn)
    order by coalesce(ended_at, requested_at) limit ${MOST_LISTS} for update skip locked
  ), rows as (
    update list_row set sealed = null from over where list_id = over.id
  ), accounted as (
    insert into audit_entry (at, actor, door, action, detail)
    select ${NOW}, $3::text, $3::text, 'list_erased', jsonb_build_object('list', id) from over
  ), erased as (
    update list set erased_at = ${NOW}, sealed = null, doc = doc - 'obstacle', revision = revision + 1
    from over where list.id = over.id returning 1
  )
  select count(*) as count from erased`;

/**
 * Number, texts and names of some reach-outs, or else lists, that ended so many days ago; resolves to how many: 0 too while somebody else is at
 * it. By the database's clock, unless another is given.
 */
export async function eraseSome(
  db: Kysely<unknown>,
  { days, by, now = null }: { days: number; by: 'engine' | 'operator'; now?: Date | null },
): Promise<number> {
  const erased = await countOf(db, ERASE, [days, now, by]);
  return erased > 0 ? erased : countOf(db, ERASE_LISTS, [days, now, by]);
}

export async function countErasable(db: Kysely<unknown>, days: number): Promise<number> {
  const counts = ['reach_out', 'list'].map((table) =>
    countOf(db, `select count(*) as count from ${table} where ${IS_OVER}`, [days, null]),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

async function countOf(db: Kysely<unknown>, statement: string, values: unknown[]): Promise<number> {
  const [row] = await run<{ count: number }>(db, statement, values);
  return row?.count ?? 0;
}
