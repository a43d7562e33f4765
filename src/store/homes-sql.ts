import { UNINSTALLED } from '../domain/reach-out/reach-out.ts';
import { ALL, isHere } from './whole-reach-out-sql.ts';

/** What a search is sealed about. */
export function aboutSearch(userId: string): string {
  return `home ${userId}`;
}

const PACE = "interval '5 seconds'";

/** No sooner than so long after the last time; should the clock be set back, no later than so long from now. */
const IN_TURN = `least(greatest($2::timestamptz, published_at + ${PACE}), $2::timestamptz + ${PACE})`;

/** Who opened theirs longer ago is not told of changes. */
const KEPT = "interval '7 days'";

/** What was shown a moment ago is not shown again because of opening it. */
const SHOWN_JUST_NOW = `home.published_at > $2::timestamptz - ${PACE} and home.published_at <= $2`;

/** $1: whose, $2: now, $3: Slack has nothing to show yet, $4: of which installation. */
export const OPEN = `
  insert into home (user_id, opened_at, due_at, team_id) values ($1, $2, $2, $4)
  on conflict (team_id, user_id) do update set opened_at = $2, wanted = home.wanted + 1, search = null,
    shown = case when ${SHOWN_JUST_NOW} and not $3 then home.shown end,
    due_at = least(home.due_at, ${IN_TURN.replace('published_at', 'home.published_at')})`;

/** $1: whose, $2: now, $3: the digits, sealed, $4: of which installation. */
export const SEARCH = `
  insert into home (user_id, opened_at, due_at, search, team_id) values ($1, $2, $2, $3, $4)
  on conflict (team_id, user_id) do update set opened_at = $2, wanted = home.wanted + 1, search = $3, due_at = $2`;

/** $1: people and user groups, $2: now. */
export const TOUCH = `
  update home set wanted = wanted + 1, due_at = least(due_at, ${IN_TURN})
  where (user_id = any($1::text[]) or names && $1::text[]) and opened_at > $2::timestamptz - ${KEPT}`;

const LEASE = "interval '30 seconds'";

/** Nothing is put off for so long: the clock was set back. */
const TOO_LATE = "interval '10 minutes'";

/** What is further away than a time can be set is not waited for. $1: now, $2: how many at most. */
export const CLAIM = `
  with due as (
    select team_id, user_id from home
    where (due_at <= $1 or due_at > $1::timestamptz + ${TOO_LATE})
      and (lease_until is null or lease_until < $1 or lease_until > $1::timestamptz + 2 * ${LEASE})
    order by due_at limit $2 for update skip locked
  )
  update home set lease_until = $1::timestamptz + ${LEASE} from due
  where home.team_id = due.team_id and home.user_id = due.user_id
  returning home.team_id as "teamId", home.user_id as "userId", search, wanted, encode(shown, 'hex') as shown`;

/** $1: whose, $2: now, $3: what it was claimed for, $4: what is shown, $5: names, $6: when it is tried again, $7: it may be there all the same, $8: of which installation. */
export const SETTLE = `
  update home set lease_until = null, names = coalesce($5::text[], names),
    shown = coalesce(decode($4::text, 'hex'), shown),
    published_at = case when $4::text is null and not $7 then published_at else $2 end,
    due_at = case when $6::timestamptz is not null then $6
      when wanted = $3::int then null else $2::timestamptz + ${PACE} end
  where user_id = $1 and team_id = $8`;

/** Rows of lists are told of by the message of their list; whoever answers has a thread, and is told of here. */
const NOT_OF_LIST = 'lane = 0';

/** $4: of which installation, as in all that follows. */
const some = (condition: string, order: string) => `
  (select id from reach_out where ${condition} and ${isHere('$4')} order by ${order} limit $3)`;

const OPEN_OWN = `user_id = $1 and ended_at is null`;
const CLAIMED = `conversation ->> 'claimedBy' = $1 and state = 'started' and conversation is not null`;

const WROTE_AT = `conversation ->> 'customerAt'`;
const WROTE_LAST = `${WROTE_AT} > coalesce(conversation ->> 'answeredAt', '')`;

/** It is in the hands of people in Slack, and the customer wants to hear from them. */
const IS_FOR_US = `conversation ->> 'writing' is distinct from 'agent'
  and coalesce(conversation ->> 'stoppedAt' < coalesce(conversation ->> 'resumedAt', ''), true)`;
const WAITS = `${WROTE_LAST} and ${IS_FOR_US}`;

/** As the index of those who wait has it. */
const WAITS_BESIDE = `state = 'started' and conversation is not null and ${WAITS}
  and user_id <> $1 and conversation ->> 'claimedBy' is distinct from $1`;

/** Ids of direct messages, and of people, begin otherwise. $1: whose, $2: of which installation. */
export const PLACES_WAITING = `
  select distinct place_id as "placeId" from reach_out where ${WAITS_BESIDE} and place_id ~ '^[CG]'
    and ${isHere('$2')}`;

/** $1: whose, $2: now, $3: how many at most, $5: in which places. */
export const WAITING_BESIDE = `
  select ${ALL('$2')} from reach_out where ${WAITS_BESIDE} and place_id = any($5::text[]) and ${isHere('$4')}
  order by ${WROTE_AT} limit $3`;

/** Of each kind the first, however many there are of the others. $1: whose, $2: now, $3: how many at most. */
export const OPEN_OF = `
  select ${ALL('$2')} from reach_out
  where id in (${[
    some(`${OPEN_OWN} and ${WAITS}`, WROTE_AT),
    some(`${CLAIMED} and ${WAITS}`, WROTE_AT),
    some(`${OPEN_OWN} and ${NOT_OF_LIST} and state = 'scheduled'`, 'ready_at'),
    some(`${OPEN_OWN} and ${NOT_OF_LIST} and state = 'awaiting_approval'`, 'requested_at desc'),
    some(
      `${OPEN_OWN} and ${NOT_OF_LIST} and state not in ('scheduled', 'awaiting_approval')`,
      'requested_at desc',
    ),
    some(CLAIMED, 'requested_at desc'),
  ].join(' union ')})
  order by requested_at desc`;

/** As the index of what is over has it. */
export const OVER_OF = `
  select ${ALL('$2')} from reach_out where user_id = $1 and ended_at is not null and ${NOT_OF_LIST} and ${isHere('$4')}
  order by requested_at desc limit $3`;

/** The same of what others ask approval for. */
export const AWAITING_BESIDE = `
  select ${ALL('$2')} from reach_out where state = 'awaiting_approval' and user_id <> $1 and ${isHere('$4')}
  order by requested_at limit $3`;

const endingWith = (whose: string) => `
  select ${ALL('$2')} from reach_out where last_digits = $1::bytea and ${whose} and ${isHere('$4')}
  order by requested_at desc limit $3`;

/** $1: digest of the digits, $2: now, $3: how many at most, $5: whose. */
export const ENDING_WITH = { anybodys: endingWith('true'), own: endingWith('user_id = $5') };

/** Those that an operator finds stuck, but for what no key opens. As their indexes have them. */
export const COUNT_STUCK = `
  select count(*) as stuck from (
    select id from reach_out where (troubles >= 5 or silence is not null) and coalesce(silence, '') not in ('dropped', '${UNINSTALLED}')
    union select reach_out_id from post where post ? 'refused' and post ->> 'refused' <> 'dropped'
  ) as stuck`;

export const COUNT = `
  select (${COUNT_STUCK}) as stuck,
    (select count(distinct number) from block) as blocked`;
