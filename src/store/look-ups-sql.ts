import { ALL, isHere } from './whole-reach-out-sql.ts';

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
