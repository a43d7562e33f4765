import { commitLater } from './commit-later.ts';
import { CHANGEABLE } from './reach-out-row.ts';

/** Longer than a step takes, 10 s at most, with its database time; every step begins with a fresh lease. */
export const LEASE_MS = 15_000;

/** What was slowed down is of interest until its last turn has passed by so much. */
const SLOWED = (now: string, placeId: string, teamId: string) => `
  (select array_agg(name) from pace
    where name in ('post:' || ${placeId}, 'edit:' || ${teamId}, 'mark:' || ${teamId}, 'send')
      and next_at > ${now}::timestamptz - interval '2 seconds')`;

/** Of the conversation only what is not settled: a thread of 500 messages is read as fast as one of five. */
const POSTS = `
  (select jsonb_object_agg(part, post) from post where post.reach_out_id = reach_out.id
    and (part !~ '^(message|reply):' or not post ?| array['ts', 'refused'] or post ?| array['isDoubtful', 'strays']))`;

/** What one look takes into its hands; the rest follows once these are told. */
const MOST_LINES = 60;

/** What goes to the customer, then what is to be told, and last what a reply is to be marked with. */
const URGENCY = `
  case when line ->> 'kind' = 'heard' then 1 when line ->> 'state' in ('waiting', 'sending') then 0 else 2 end`;

/** Lines that something is to be done about, and one that is asked for. */
const LINES = (id = 'null') => `
  case when conversation is not null then (
    select jsonb_agg(line || jsonb_build_object('id', id, 'sealed', sealed) order by at, id) from (
      (select * from line where reach_out_id = reach_out.id and is_open order by ${URGENCY}, at, id limit ${MOST_LINES})
      union select * from line where reach_out_id = reach_out.id and id = ${id}
    ) as line
  ) end`;

/** Of one installation; of all where the parameter is null. */
export const isHere = (teamId: string) => `(${teamId}::text is null or team_id = ${teamId})`;

/** Of a row all that a reach-out is made of. `now` and `line`: as parameters. */
export const ALL = (now: string, line?: string) => `
  reach_out.*, ${POSTS} as posts, ${LINES(line)} as lines, ${SLOWED(now, 'place_id', 'team_id')} as slowed`;

/** $2: now, $3: a line that is read whether or not it is open. */
export const FIND = `select ${ALL('$2', '$3::text')} from reach_out where id = $1`;

const BY_CARD = `id in (select reach_out_id from post where part = 'card' and post ->> 'ts' = $3::text)`;

/** $1: the place, $2: now, $3: the ts of a message of its thread that is ours, $4: of which installation. */
export const FIND_BY_MESSAGE = `
  select ${ALL('$2')} from reach_out
  where place_id = $1 and id in (select reach_out_id from post where post ->> 'ts' = $3::text)
    and ${isHere('$4')}`;

/** One look by each index: a place may have had thousands. */
const IN_THREAD = `
  id in (
    select id from reach_out where place_id = $1 and thread_ts = $3::text
    union all select id from reach_out where place_id = $1 and thread_ts is null and ${BY_CARD}
  )`;

/**
 * The reach-out of a thread that knows a line, or else one that is open before those that are not, the latest first.
 * $1: the place, $2: now, $3: the ts that its replies go under, $4: the line, $5: of which installation.
 */
export const FIND_BY_THREAD = `
  select ${ALL('$2', '$4::text')} from reach_out
  where ${IN_THREAD} and ${isHere('$5')}
  order by exists (select from line where reach_out_id = reach_out.id and line.id = $4::text) desc,
    conversation is not null and state = 'started' desc, conversation ->> 'writing' = 'elsewhere',
    requested_at desc
  limit 1`;

/** Of which installations a thread is, or a message of ours. $1: the place, $2: the ts that replies go under, or the message's. */
export const INSTALLATIONS_OF = `
  select team_id as id from reach_out where place_id = $1 and thread_ts = $2::text
  union select team_id from reach_out
    where place_id = $1 and id in (select reach_out_id from post where post ->> 'ts' = $2::text)`;

/** Whether a thread has another open conversation. $1: the place, $2: the one that asks, $3: as above. */
export const IS_THREAD_SHARED = `
  select from reach_out
  where ${IN_THREAD} and id <> $2 and state = 'started'
    and coalesce(conversation ->> 'writing', 'elsewhere') <> 'elsewhere'
  limit 1`;

const lastTo = (condition: string, rather = '') => `
  select ${ALL('$2')} from reach_out
  where (recipient_digest = $1::bytea or recipient = $3::text) and conversation is not null and ${condition}
  order by ${rather} started_at desc limit 1`;

/** $1: the number's digest, $2: now, $3: the number, as it may not be sealed yet, $4: the channel, $5: the sender's ARN, $6: open since then. */
export const FIND_LAST_TO = lastTo(
  `channel = $4 and coalesce(source_arn, request ->> 'sourceArn') = $5 and coalesce(ended_at, 'infinity') > $6::timestamptz`,
);

/** $1 to $3: as above, $4: one that is left out, $5: the installation whose own go first. */
export const FIND_OPEN_TO = lastTo(`state = 'started' and id <> $4`, 'team_id = $5 desc,');

/** $1: the number's digest, $2: the number, as it may not be sealed yet. */
export const HAS_REACHED = `
  select from reach_out
  where (recipient_digest = $1::bytea or recipient = $2::text) and state not in ('failed', 'cancelled')
    and started_at is not null
  limit 1`;

const SENDER = `coalesce(source_arn, request ->> 'sourceArn')`;

/** $1: the number's digest, $2: the number, as above, $3: the channel, $4: the ARN of the sender that is left out. */
export const HAS_STOPPED_ANOTHER = `
  select ${SENDER} from reach_out
  where (recipient_digest = $1::bytea or recipient = $2::text) and channel = $3 and ${SENDER} <> $4
  group by 1
  having max(conversation ->> 'stoppedAt') >= coalesce(max(conversation ->> 'resumedAt'), '')
  limit 1`;

/** $1: of which installation. */
export const OPEN_THREADS = `
  select place_id as "placeId", coalesce(thread_ts, post ->> 'ts') as "threadTs"
  from reach_out join post on reach_out_id = reach_out.id and part = 'card' and post ? 'ts'
  where due_at is not null and state = 'started' and conversation is not null and ${isHere('$1')}
  order by requested_at desc limit 500`;

/** A row of a list that nobody has answered has no thread, and stands with its list. */
const HAS_THREAD = `(lane = 0 or exists (select from post where reach_out_id = reach_out.id and part = 'card'))`;

const listWhere = (condition: string, order = 'requested_at desc') => `
  select ${ALL('$2')} from reach_out
  where user_id = $1 and ${condition} and ${HAS_THREAD} and ${isHere('$4')} order by ${order} limit $3`;

/** $1: whose, $2: now, $3: how many at most, $4: of which installation. */
export const LIST = {
  open: listWhere('ended_at is null'),
  over: listWhere('ended_at is not null'),
  scheduled: listWhere(`state = 'scheduled'`, 'ready_at'),
  stoppable: listWhere(
    `state in ('scheduled', 'awaiting_approval', 'requested', 'started') and ended_at is null`,
  ),
};

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

/** Of these lines the ids of those that nobody in a thread knows. $1: the place, $2: the one that asks, $3: as above, $4: the ids. */
export const UNHEARD = `
  select said.id from unnest($4::text[]) as said (id)
  where not exists (select from line where line.id = said.id
    and reach_out_id in (select $2::uuid union all select id from reach_out where ${IN_THREAD}))`;

/** Whether another reach-out writes in a chat. $1: its ContactId, $2: the one that asks. */
export const IS_ELSEWHERE = `
  select from contact_leg join reach_out on reach_out.id = reach_out_id
  where contact_leg.contact_id = $1 and reach_out_id <> $2
    and state = 'started' and conversation ->> 'writing' = 'on'`;

/** Texts that nothing is to be done about, or that nobody can be told any more. $1: of before then. */
export const FORGET_TEXTS = `
  update line set sealed = null
  where sealed is not null and at < $1
    and (not is_open or exists (select from reach_out where id = reach_out_id and silence is not null))`;
