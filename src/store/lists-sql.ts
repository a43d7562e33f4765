/** Longer than reading a file with its report takes; every other step begins with a fresh lease. */
export const LIST_LEASE_MS = 30_000;

/** $1 to $6: its columns, $7: now, $8 to $11: the audit entry. */
export const INSERT_LIST = `
  with stored as (
    insert into list (id, user_id, place_id, channel, state, sealed, doc, requested_at, due_at)
    values ($1, $2, $3, $4, 'reading', $5, $6, $7, $7) on conflict do nothing returning id
  ), accounted as (
    insert into audit_entry (at, actor, door, action, detail)
    select $7, $8::text, $9::text, $10::text, $11::jsonb from stored
  )
  select from stored`;

export const FIND_LIST = 'select * from list where id = $1';

/** Those that it can read; others may have the key of the rest. $1: now, $2: until when the leases hold, $3: how many at most, $4: ids of keys. */
export const CLAIM_LISTS = `
  with due as materialized (
    select id from list where due_at <= $1 and (lease_until is null or lease_until < $1)
      and coalesce(split_part(sealed, ':', 1) = any($4::text[]), true)
    order by due_at limit $3 for update skip locked
  )
  update list set lease = lease + 1, lease_until = $2 from due where list.id = due.id returning list.*`;

/**
 * Stores a change with its audit entries. $1: which, $2: the revision that it was made on, $3: now, $4: the lease that
 * must still hold; null leaves the lease to whoever has it. $5: until when it holds, $6: when it is due, $7 to $11: its
 * columns, of which what is sealed stays where that is null, $12: audit entries.
 */
export const CHANGE_LIST = `
  with changed as (
    update list set revision = revision + 1, place_id = $7, state = $8, sealed = coalesce($9, sealed), doc = $10, ended_at = $11,
      lease_until = case when $4::int is null then lease_until else $5::timestamptz end,
      due_at = case when $5::timestamptz is null then $6::timestamptz else due_at end
    where id = $1 and revision = $2 and ($4::int is null or lease = $4)
    returning revision
  ), accounted as (
    insert into audit_entry (at, actor, door, action, detail)
    select $3, e.* from changed, jsonb_to_recordset($12::jsonb) as e (actor text, door text, action text, detail jsonb)
  )
  select revision from changed`;

/** Those that are there already keep what is sealed. $1: the list, $2: the rows. */
export const PUT_ROWS = `
  insert into list_row (list_id, line, state, why, opens_at, sealed, reach_out_id)
  select $1, r.* from jsonb_to_recordset($2::jsonb)
    as r (line integer, state text, why jsonb, opens_at timestamptz, sealed text, reach_out_id uuid)
  on conflict (list_id, line) do update
  set state = excluded.state, why = excluded.why, opens_at = excluded.opens_at`;

const ROW = 'row.line, row.state, row.why, row.opens_at, row.sealed';

/** $1: the list, $2: now, $3: how many at most. */
export const TO_FEED = `
  select ${ROW}, row.reach_out_id as "reachOutId" from list_row as row
  where list_id = $1 and state = 'waiting' and (opens_at is null or opens_at <= $2)
    and not exists (select from reach_out where id = row.reach_out_id)
  order by line limit $3`;

/** $1: the list, $2: how many at most. */
export const EXAMPLES = `
  select ${ROW} from list_row as row where list_id = $1 and state = 'waiting' order by line limit $2`;

/** It is confirmed, and Amazon Connect has not accepted it. */
const IN_FLIGHT = `went.state in ('scheduled', 'awaiting_approval', 'requested', 'starting', 'unknown')`;

const IS_UNCALLED = `went.state in ('scheduled', 'awaiting_approval', 'requested')`;

/** Whether a row was fed shows in that its reach-out is there. */
const IS_LEFT = `row.state = 'waiting' and went.id is null`;

/** $1: the list, $2: now. */
export const PROGRESS = `
  select count(*) filter (where ${IS_LEFT}) as waiting,
    count(*) filter (where ${IS_LEFT} and row.opens_at > $2) as closed,
    min(row.opens_at) filter (where ${IS_LEFT} and row.opens_at > $2) as "opensAt",
    count(*) filter (where ${IN_FLIGHT}) as "inFlight",
    count(*) filter (where ${IS_UNCALLED}) as uncalled,
    count(*) filter (where went.started_at is not null) as started,
    count(*) filter (where went.conversation ->> 'customerAt' is not null) as answered,
    count(*) filter (where went.state = 'failed') as failed,
    count(*) filter (where went.state = 'unresolved') as unresolved,
    count(*) filter (where went.state = 'cancelled') as cancelled,
    count(*) filter (where row.state = 'out') as out
  from list_row as row left join reach_out as went on went.id = row.reach_out_id
  where row.list_id = $1`;

/** $1: the list. */
export const UNCALLED = `
  select went.id from list_row as row join reach_out as went on went.id = row.reach_out_id
  where row.list_id = $1 and ${IS_UNCALLED}`;

/** In pages. $1: the list, $2: the line after which to go on, $3: how many. */
export const RESULTS = `
  select ${ROW}, went.state as went, went.contact_id as "contactId", went.failure ->> 'code' as failure,
    coalesce(went.conversation ->> 'customerAt' is not null, false) as "hasAnswered"
  from list_row as row left join reach_out as went on went.id = row.reach_out_id
  where row.list_id = $1 and row.line > $2 order by row.line limit $3`;
