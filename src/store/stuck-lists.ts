import { type Kysely, sql } from 'kysely';
import { UNINSTALLED } from '../domain/reach-out/reach-out.ts';
import { DROPPED, type Stuck, type StuckOnes, TROUBLES } from './stuck.ts';

const POSTS = sql`jsonb_each(doc -> 'posts') as posts (part, post)`;

/** Failures in a row: a list that has come on since waits for none. */
const TROUBLED = sql`case when due_at is not null and doc ? 'waitUntil' then (doc ->> 'troubles')::int else 0 end`;

/** Why nobody can be asked for approval. */
const UNASKED = sql`case when due_at is not null and state = 'awaiting_approval' then doc -> 'approval' ->> 'obstacle' end`;

/** Its messages, with a change in each. */
const withPosts = (change: ReturnType<typeof sql>) => sql`
  (doc - 'waitUntil') || jsonb_build_object('troubles', 0, 'posts',
    (select coalesce(jsonb_object_agg(part, ${change}), '{}') from ${POSTS}))`;

/** What an operator has changed commits with its audit entry. */
const accountFor = (action: string) => sql`
  insert into audit_entry (at, actor, door, action, detail)
  select now(), 'operator', 'operator', ${action}, jsonb_build_object('list', id) from changed returning id`;

/** Lists of numbers, with their messages. `keyIds`: of the keys that are there. */
export function createStuckLists(db: Kysely<unknown>, keyIds: string[]): StuckOnes {
  return {
    async list() {
      const { rows } = await sql<Stuck>`
        select id, state, requested_at as "requestedAt", ${TROUBLED} as troubles, lost.key as "missingKeys",
          array_remove(array_append(refused.errors, 'list_approval ' || ${UNASKED}), null) as errors
        from list, lateral (
          select array_agg(part || ' ' || (post ->> 'refused')) as errors from ${POSTS}
          where post ->> 'refused' not in (${DROPPED}, ${UNINSTALLED})
        ) as refused, lateral (
          select case when due_at is not null and split_part(sealed, ':', 1) <> all(${keyIds}::text[])
            then split_part(sealed, ':', 1) end as key
        ) as lost
        where ${TROUBLED} >= ${TROUBLES} or ${UNASKED} is not null or errors is not null or lost.key is not null
        order by requested_at desc`.execute(db);
      return rows;
    },
    async retry(id) {
      const { rows } = await sql`
        with changed as (
          update list set due_at = now(), revision = revision + 1, doc = ${withPosts(sql`post - 'refused' - 'at'`)}
          where id::text = ${id} returning id
        )
        ${accountFor('stuck_retried')}`.execute(db);
      return rows.length > 0;
    },
    async drop(id) {
      const dropped = sql`
        case when post ? 'refused' then post || jsonb_build_object('refused', ${DROPPED}::text) else post end`;
      const { rows } = await sql`
        with changed as (
          update list set due_at = null, revision = revision + 1, doc = ${withPosts(dropped)}
          where id::text = ${id} returning id
        )
        ${accountFor('stuck_dropped')}`.execute(db);
      return rows.length > 0;
    },
  };
}
