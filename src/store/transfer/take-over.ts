import type { Kysely } from 'kysely';
import { LEASE_TIME } from '../clock-set-back.ts';
import { SCHEMA } from '../session.ts';
import { run } from '../statement.ts';
import { quoted } from './tables.ts';

/** How many of each may have gone on where the data come from. */
export interface TakenOver {
  reachOuts: number;
  lists: number;
  replies: number;
}

/** Longer before the snapshot than anything is repeated whose outcome is not known. */
const LONG_BEFORE = "least($1::timestamptz, now()) - interval '5 minutes'";

const operator = (action: string) => `now(), 'operator', 'operator', '${action}'`;

/**
 * What was about to start, or to start by now, may have been started after the snapshot by whoever had the data: as with
 * a call that got no answer long ago, nobody knows, and it is not called again.
 */
const REACH_OUTS = `
  with changed as (
    update reach_out set state = 'unknown', uncertain_since = ${LONG_BEFORE}, start_at = now(), due_at = now(),
      waiting = null, version = version + 1, revision = revision + 1
    where due_at is not null and (state in ('requested', 'starting', 'unknown')
      or (state = 'scheduled' and coalesce(ready_at, start_at) <= now()))
    returning id
  ), accounted as (
    insert into audit_entry (at, actor, door, action, reach_out_id, detail)
    select ${operator('taken_over')}, id, '{}' from changed
  )
  select count(*) as count from changed`;

/** The same of replies to customers. */
const REPLIES = `
  with changed as (
    update line set line = line || jsonb_build_object('isUncertain', true, 'sentAt', ${LONG_BEFORE}, 'sendAt', now())
    where is_open and line ->> 'state' in ('waiting', 'sending') returning reach_out_id
  ), due as (
    update reach_out set due_at = now(), revision = revision + 1 from (select distinct reach_out_id from changed) as their
    where id = reach_out_id
  ), accounted as (
    insert into audit_entry (at, actor, door, action, reach_out_id, detail)
    select distinct ${operator('reply_taken_over')}, reach_out_id, '{}'::jsonb from changed
  )
  select count(*) as count from changed`;

/** Lists do not go on by themselves. */
const LISTS = `
  with changed as (
    update list set state = 'paused', due_at = now(), revision = revision + 1,
      doc = doc || jsonb_build_object('takenOverAt', $1::timestamptz)
    where due_at is not null
      and (state = 'running' or (state = 'scheduled' and (doc ->> 'sendAt')::timestamptz <= now()))
    returning id
  ), accounted as (
    insert into audit_entry (at, actor, door, action, detail)
    select ${operator('list_pause')}, jsonb_build_object('list', id) from changed
  )
  select count(*) as count from changed`;

const LEASED = `
  select relname::text as "table" from pg_class join pg_attribute on attrelid = pg_class.oid
  where relnamespace = $1::regnamespace and relkind = 'r' and attname = $2`;

/**
 * What another instance had in hand is in nobody's hands here, and nothing is sent a second time that it may have sent
 * since. `takenAt`: when the data were like this.
 */
export async function takeOver(db: Kysely<unknown>, takenAt: Date): Promise<TakenOver> {
  for (const { table } of await run<{ table: string }>(db, LEASED, [SCHEMA, LEASE_TIME]))
    await run(db, `update ${quoted(table)} set ${LEASE_TIME} = null where ${LEASE_TIME} is not null`);
  const countOf = async (statement: string) =>
    (await run<{ count: number }>(db, statement, [takenAt]))[0]?.count ?? 0;
  // Replies first: what becomes of their reach-outs comes after.
  const replies = await countOf(REPLIES);
  return { replies, reachOuts: await countOf(REACH_OUTS), lists: await countOf(LISTS) };
}
