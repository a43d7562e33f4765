import { commitLater } from './commit-later.ts';
import { CHANGEABLE } from './reach-out-row.ts';

/** Longer than a step takes, 10 s at most, with its database time; every step begins with a fresh lease. */
export const LEASE_MS = 15_000;

/** A place that Slack slowed down is of interest until its last turn has passed by so much. */
const SLOWED = (now: string, placeId: string) => `
  (select array_agg(name) from pace
    where name in ('edit', 'post:' || ${placeId}) and next_at > ${now}::timestamptz - interval '2 seconds')`;

const POSTS = `
  (select jsonb_object_agg(part, post) from post where post.reach_out_id = reach_out.id)`;

/** $2: now. */
export const FIND = `
  select reach_out.*, ${POSTS} as posts, ${SLOWED('$2', 'place_id')} as slowed
  from reach_out where id = $1`;

const listWhere = (condition: string, order = 'requested_at desc') => `
  select reach_out.*, ${POSTS} as posts, ${SLOWED('$2', 'place_id')} as slowed
  from reach_out where user_id = $1 and ${condition} order by ${order} limit $3`;

/** $1: whose, $2: now, $3: how many at most. */
export const LIST = {
  open: listWhere('ended_at is null'),
  over: listWhere('ended_at is not null'),
  stoppable: listWhere(`state in ('requested', 'started') and ended_at is null`),
};

/** One statement, and so one commit in one round trip; a unique violation when the id is there already. */
export const INSERT = `
  with stored as (
    insert into reach_out (id, team_id, user_id, place_id, thread_ts, channel, recipient, request, draft,
      warnings, lane, state, requested_at, start_at, due_at, lease, lease_until)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'requested', $12, $12, $12, 1, $13)
  )
  insert into audit_entry (reach_out_id, at, actor, action, detail) values ($1, $12, $14, $15, $16)
  returning ${SLOWED('$12', '$4::text')} as slowed`;

/** $1: now, $2: until when the leases hold, $3: how many at most. */
export const CLAIM = `
  with due as materialized (
    select id from reach_out
    where due_at <= $1 and (lease_until is null or lease_until < $1)
    order by lane, due_at limit $3 for update skip locked
  )
  update reach_out set lease = lease + 1, lease_until = $2 from due where reach_out.id = due.id
  returning reach_out.*, ${POSTS} as posts, ${SLOWED('$1', 'place_id')} as slowed`;

/** The columns of a change come after the parameters that are named below. */
const CHANGES = CHANGEABLE.map((column, index) => `${column} = $${index + 10}`).join(', ');

/**
 * Stores a change with its posts, audit entries and contacts. $1: which, $2: the revision that it was
 * made on, $3: now, $4: the lease that must still hold; null leaves the lease to whoever has it. $5: until
 * when it holds, $6: when it is due; one whose lease is held stays due as it was. $7: posts, $8: audit
 * entries, $9: contacts. A lease that is given back with nothing to account for is not waited for
 * until it is on the disk: what is lost with it is found out again.
 */
export const CHANGE = `
  with changed as (
    update reach_out set revision = revision + 1, ${CHANGES},
      lease_until = case when $4::int is null then lease_until else $5::timestamptz end,
      due_at = case when $5::timestamptz is null then $6::timestamptz else due_at end
    from ${commitLater(`$4::int is not null and $5::timestamptz is null and $8::jsonb = '[]'`)}
    where id = $1 and revision = $2 and ($4::int is null or lease = $4)
    returning place_id, revision
  ), posted as (
    insert into post select $1, key, value from changed, jsonb_each($7::jsonb)
    on conflict (reach_out_id, part) do update set post = excluded.post
  ), accounted as (
    insert into audit_entry (reach_out_id, at, actor, action, detail)
    select $1, $3, e.* from changed, jsonb_to_recordset($8::jsonb) as e (actor text, action text, detail jsonb)
  ), linked as (
    insert into contact_leg (contact_id, reach_out_id)
    select leg, $1 from changed, unnest($9::text[]) as leg on conflict do nothing
  )
  select ${SLOWED('$3', 'place_id')} as slowed, revision from changed`;
