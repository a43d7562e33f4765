import { commitLater } from './commit-later.ts';
import { CHANGEABLE } from './reach-out-row.ts';
import { ALL, SLOWED } from './whole-reach-out-sql.ts';

/** Longer than a step takes, 10 s at most, with its database time; every step begins with a fresh lease. */
export const LEASE_MS = 15_000;

/** $2: now, $3: a line that is read whether or not it is open. */
export const FIND = `select ${ALL('$2', '$3::text')} from reach_out where id = $1`;

/**
 * One statement, and so one commit in one round trip; a unique violation when the id is there already. Whenever it is
 * to start, its card is due now.
 */
export const INSERT = `
  with stored as (
    insert into reach_out (id, team_id, user_id, place_id, thread_ts, channel, recipient_digest, source_arn, sealed,
      lane, answered, approval, workflow, state, start_at, ready_at, requested_at, due_at, lease, lease_until, last_digits)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16, $16, 1, $17, $22)
  )
  insert into audit_entry (reach_out_id, at, actor, door, action, detail) values ($1, $16, $18, $19, $20, $21)
  returning ${SLOWED('$16', '$4::text', '$2::text')} as slowed`;

/** Where nobody else has taken by then what others can do more about, it is done as well as it can be. */
const LEFT_TO_OTHERS = "interval '30 seconds'";

const isOpenedBy = (sealed: string) => `coalesce(split_part(${sealed}, ':', 1) = any($5::text[]), true)`;

/** As the index of what is due has it. $1: now, $2: until when the leases hold, $3: how many at most, $4: with those that have a conversation, $5: ids of keys. */
export const CLAIM = `
  with due as materialized (
    select id from reach_out
    where due_at <= $1 and (lease_until is null or lease_until < $1)
      and (due_at <= $1 - ${LEFT_TO_OTHERS} or ${isOpenedBy('reach_out.sealed')} and (conversation is null or $4
        and not exists (select from line where reach_out_id = reach_out.id and is_open and not ${isOpenedBy('line.sealed')})))
    order by state not in ('starting', 'unknown'), lane, due_at limit $3 for update skip locked
  )
  update reach_out set lease = lease + 1, lease_until = $2 from due where reach_out.id = due.id
  returning ${ALL('$1')}`;

const FIRST_CHANGE = 10;

/** The columns of a change come after the parameters that are named below. */
const CHANGES = CHANGEABLE.map((column, index) => `${column} = $${index + FIRST_CHANGE}`).join(', ');

/**
 * Stores a change with its posts, audit entries and contacts. $1: which, $2: the revision that it was
 * made on, $3: now, $4: the lease that must still hold; null leaves the lease to whoever has it. $5: until
 * when it holds, $6: when it is due; one whose lease is held stays due as it was. $7: posts, $8: audit
 * entries, $9: contacts. A lease that is given back with nothing to account for is not waited for
 * until it is on the disk: what is lost with it is found out again.
 */
const change = (more: string) => `
  with changed as (
    update reach_out set revision = revision + 1, ${CHANGES},
      lease_until = case when $4::int is null then lease_until else $5::timestamptz end,
      due_at = case when $5::timestamptz is null then $6::timestamptz else due_at end
    from ${commitLater(`$4::int is not null and $5::timestamptz is null and $8::jsonb = '[]'`)}
    where id = $1 and revision = $2 and ($4::int is null or lease = $4)
    returning place_id, team_id, revision
  ), posted as (
    insert into post select $1, key, value from changed, jsonb_each($7::jsonb)
    on conflict (reach_out_id, part) do update set post = excluded.post
  ), accounted as (
    insert into audit_entry (reach_out_id, at, actor, door, action, detail)
    select $1, $3, e.* from changed,
      jsonb_to_recordset($8::jsonb) as e (actor text, door text, action text, detail jsonb)
  ), linked as (
    insert into contact_leg (contact_id, reach_out_id)
    select leg, $1 from changed, unnest($9::text[]) as leg on conflict do nothing
  )${more}
  select ${SLOWED('$3', 'place_id', 'team_id')} as slowed, revision from changed`;

export const CHANGE = change('');

const AFTER_CHANGES = FIRST_CHANGE + CHANGEABLE.length;

/** The same with lines of the conversation; after the columns come those that are new, and those that have changed. */
export const CHANGE_WITH_LINES = change(`, said as (
    insert into line select $1, l.* from changed, jsonb_to_recordset($${AFTER_CHANGES}::jsonb)
      as l (id text, at timestamptz, line jsonb, sealed text, is_open boolean)
    on conflict do nothing
  ), dealt as (
    update line set line = l.line, sealed = l.sealed, is_open = l.is_open
    from changed, jsonb_to_recordset($${AFTER_CHANGES + 1}::jsonb)
      as l (id text, line jsonb, sealed text, is_open boolean)
    where line.reach_out_id = $1 and line.id = l.id
  )`);

/** Texts that nothing is to be done about, or that nobody can be told any more. $1: of before then. */
export const FORGET_TEXTS = `
  update line set sealed = null
  where sealed is not null and at < $1
    and (not is_open or exists (select from reach_out where id = reach_out_id and silence is not null))`;
