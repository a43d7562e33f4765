import { type Kysely, sql } from 'kysely';
import { UNINSTALLED } from '../domain/reach-out/reach-out.ts';

/** From so many failures in a row on, somebody should have a look. */
export const TROUBLES = 5;

/** In an error's place: an operator has decided to leave it at that. */
export const DROPPED = 'dropped';

/** A reach-out or a list that does not come on by itself, as an operator sees it. */
export interface Stuck {
  id: string;
  state: string;
  requestedAt: Date;
  troubles: number;
  /** Messages that Slack refused, and the thread's own silence, with Slack's errors. */
  errors: string[];
  /** Ids of keys that are missing to read it, with commas between. */
  missingKeys: string | null;
}

export interface StuckOnes {
  /** The latest first. */
  list(): Promise<Stuck[]>;
  /** Makes one due now, with all that Slack refused; false when there is no such one. */
  retry(id: string): Promise<boolean>;
  /** Lets one be as it is; false when there is no such one. */
  drop(id: string): Promise<boolean>;
}

/** What an operator has changed commits with its audit entry. */
const accountFor = (action: string) => sql`
  insert into audit_entry (reach_out_id, at, actor, door, action, detail)
  select id, now(), 'operator', 'operator', ${action}, '{}' from changed returning id`;

/** `keyIds`: of the keys that are there. */
export function createStuckReachOuts(db: Kysely<unknown>, keyIds: string[]): StuckOnes {
  return {
    async list() {
      const { rows } = await sql<Stuck>`
        select id, state, requested_at as "requestedAt", troubles, lost.keys as "missingKeys",
          array_remove(array_prepend(silence, (
            select array_agg(part || ' ' || (post ->> 'refused')) from post
            where reach_out_id = id and post ->> 'refused' <> ${DROPPED}
          )), null) as errors
        from reach_out left join lateral (
          select string_agg(distinct split_part(secret, ':', 1), ', ') as keys
          from (select reach_out.sealed as secret
            union all select sealed from line where reach_out_id = reach_out.id and is_open) as secrets
          where split_part(secret, ':', 1) <> all(${keyIds}::text[])
        ) as lost on due_at is not null
        where troubles >= ${TROUBLES} or silence not in (${DROPPED}, ${UNINSTALLED}) or lost.keys is not null
          or exists (select from post where reach_out_id = id and post ->> 'refused' <> ${DROPPED})
        order by requested_at desc`.execute(db);
      return rows;
    },
    async retry(id) {
      const { rows } = await sql`
        with asked as (
          update post set post = post - 'refused' || '{"tries": 0}'
          where reach_out_id::text = ${id} and post ? 'refused'
        ), changed as (
          update reach_out set due_at = now(), post_at = null, edit_at = null, silence = null, troubles = 0,
            revision = revision + 1
          where id::text = ${id} returning id
        )
        ${accountFor('stuck_retried')}`.execute(db);
      return rows.length > 0;
    },
    async drop(id) {
      const { rows } = await sql`
        with left_alone as (
          update post set post = post || jsonb_build_object('refused', ${DROPPED}::text)
          where reach_out_id::text = ${id} and post ? 'refused'
        ), changed as (
          update reach_out set due_at = null, troubles = 0, revision = revision + 1,
            silence = case when silence is not null then ${DROPPED} end
          where id::text = ${id} returning id
        )
        ${accountFor('stuck_dropped')}`.execute(db);
      return rows.length > 0;
    },
  };
}
