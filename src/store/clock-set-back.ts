import type { Kysely } from 'kysely';
import { MOST_UNDO_SECONDS } from '../domain/kernel/settings.ts';
import type { Noted } from '../domain/reach-out/reach-outs.ts';
import { LEASE_MS } from './reach-outs-sql.ts';
import { run } from './statement.ts';

/** What is never later than now: when something happened, or is due at the latest. */
export const TIMES = [
  ...['requested_at', 'ready_at', 'uncertain_since', 'started_at', 'ended_at'],
  ...['start_at', 'look_at', 'post_at', 'edit_at', 'due_at', 'erased_at'],
];

/** But what a person has named is a time by whatever clock, and stays. */
const NAMED_TIMES = ['ready_at', 'start_at'];

/** A lease runs out after now. */
export const LEASE_TIME = 'lease_until';

/** Columns of JSON with such times; a post may have one, too. */
export const OBJECTS_WITH_TIME: Record<string, string[]> = {
  sweep: ['at'],
  stop: ['at'],
  conversation: ['openAt', 'sayAt'],
  workflow: ['at'],
};

/** The same of a line of a conversation. */
export const LINE_TIMES = ['heardAt', 'sendAt', 'markAt', 'goesAt'];

/** But what can still be taken back can be so for as long as was said, or longer. */
const LINE_LIMIT = `$1::timestamptz
  + make_interval(secs => case when line ->> 'state' = 'waiting' then ${MOST_UNDO_SECONDS} else 0 end)`;

const notAfter = (time: string, limit = '$1::timestamptz') => {
  const isNamed = NAMED_TIMES.includes(time) ? " and state <> 'scheduled'" : '';
  return `${time} = case when ${time} > ${limit}${isNamed} then ${limit} else ${time} end`;
};

/** The same for times in a JSON object. */
const timesNotAfter = (column: string, times: string[], limit = '$1::timestamptz') => {
  const capped = (json: string, time: string) =>
    `(case when (${json} ->> '${time}')::timestamptz > ${limit}
      then ${json} || jsonb_build_object('${time}', ${limit}) else ${json} end)`;
  return `${column} = ${times.reduce(capped, column)}`;
};

/** Of a list, until when something waits; without them it is done now. */
const LIST_TIMES = ['posts,list,at', 'posts,list_approval,at', 'result,at'];

/** By these, what was typed into a form is forgotten. */
const FORM_TIMES = ['used_at', 'typed_at', 'closed_at'];

/** $1: now, $2: when a lease that is given now runs out. Instances may be a second apart. */
const NOTE = `
  with before as (
    select noted_at, noted_at > $1::timestamptz + interval '1 second' as is_set_back from clock for update
  ), noted as (
    update clock set noted_at = $1
  ), paces as (
    delete from pace where (select is_set_back from before)
  ), posts as (
    update post set ${timesNotAfter('post', ['at'])}
    where (select is_set_back from before) and post ? 'at'
      and reach_out_id in (select id from reach_out where due_at is not null)
  ), lines as (
    update line set ${timesNotAfter('line', LINE_TIMES, LINE_LIMIT)} where (select is_set_back from before) and is_open
  ), lists as (
    update list set ${['requested_at', 'due_at'].map((time) => notAfter(time)).join(', ')},
      ${notAfter(LEASE_TIME, '$2::timestamptz')},
      doc = jsonb_set(doc - 'waitUntil', '{feedAt}', to_jsonb($1::timestamptz), false)
        ${LIST_TIMES.map((path) => `#- '{${path}}'`).join(' ')},
      revision = revision + 1
    where (due_at is not null or requested_at > $1::timestamptz) and (select is_set_back from before)
  ), forms as (
    update form set ${FORM_TIMES.map((time) => notAfter(time)).join(', ')} where (select is_set_back from before)
  ), reach_outs as (
    update reach_out set ${TIMES.map((time) => notAfter(time)).join(', ')},
      ${notAfter(LEASE_TIME, '$2::timestamptz')},
      ${Object.entries(OBJECTS_WITH_TIME)
        .map(([column, times]) => timesNotAfter(column, times))
        .join(', ')},
      promised = '{}', revision = revision + 1
    where due_at is not null and (select is_set_back from before)
  )
  select is_set_back as "isSetBack", nullif(noted_at, '-infinity') as "notedBefore" from before`;

/**
 * Notes the time. Where it lies before what was noted last, the clock was set back: then whatever waits
 * for a later time is due now instead, because nobody knows when it would have been.
 */
export async function noteTime(db: Kysely<unknown>, now: Date): Promise<Noted> {
  const leaseEnd = new Date(now.getTime() + LEASE_MS);
  const [noted] = await run<Noted>(db, NOTE, [now, leaseEnd]);
  return noted ?? { isSetBack: false, notedBefore: null };
}
