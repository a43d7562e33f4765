import { addSeconds } from 'date-fns';
import type { Kysely } from 'kysely';
import type { UsedUp, Using } from '../domain/policy/limits.ts';
import type { Earlier } from '../domain/policy/question.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';
import { isHere } from './whole-reach-out-sql.ts';

/** As the indexes have it. */
const DUE = 'coalesce(ready_at, requested_at)';

/** It went out, or still may. */
const COUNTED = "state not in ('failed', 'cancelled')";

/** Of those that count, `$most` before a time and an id; `$hours`: how long each counts. */
export const counted = (whose: string, most: string, hours: string) => `
  from reach_out
  where ${most}::int is not null and ${whose} and ${COUNTED}
    and ${DUE} > $2::timestamptz - make_interval(hours => ${hours}::int) and (${DUE}, id) < ($2::timestamptz, $1::uuid)
    and id <> $1::uuid
  order by ${DUE} desc`;

/** The one whose place is the next to be free; none where there is room. */
const nextFree = (whose: string, most: string, hours: string) => `
  (select ${DUE} ${counted(whose, most, hours)} limit 1 offset ${most}::int - 1)`;

/** As it may not be sealed yet. */
const TO_RECIPIENT = '(recipient_digest = $4::bytea or recipient = $5::text)';

const MOST_EARLIER = 5;

/**
 * $1: the one that asks, $2: when it is due, $3: whose it is, $4: the number's digest, $5: the number, and then the most
 * and the hours of each limit, or null; $12: of which installation.
 */
const USED_UP = `
  select ${nextFree(TO_RECIPIENT, '$6', '$7')} as recipient,
    ${nextFree('user_id = $3', '$8', '$9')} as person,
    ${nextFree(isHere('$12'), '$10', '$11')} as workspace,
    (select jsonb_agg(to_jsonb(one)) from (
      select user_id as "userId", channel, ${DUE} as at, place_id as "placeId", thread_ts as "threadTs",
        (select post ->> 'ts' from post where reach_out_id = reach_out.id and part = 'card') as "cardTs"
      ${counted(`${TO_RECIPIENT} and ${isHere('$12')}`, '$6', '$7')} limit ${MOST_EARLIER}
    ) as one) as earlier`;

/** Held while a place is taken, so that two never take the last one. */
export const LOCK_PLACES = 'select pg_advisory_xact_lock(7264017)';

interface UsedUpRow {
  recipient: Date | null;
  person: Date | null;
  workspace: Date | null;
  earlier: Earlier[] | null;
}

/** Clocks of instances differ by less: what one of them has just stored counts for the others. */
const APART_SECONDS = 1;

/** What leaves no room now, or at the time that is asked for. */
export async function countUsedUp(
  db: Kysely<unknown>,
  using: Using,
  now: Date,
  vault: Pick<Vault, 'digest'>,
  teamId?: string,
): Promise<UsedUp> {
  const until = using.at ?? addSeconds(now, APART_SECONDS);
  const [row] = await run<UsedUpRow>(db, USED_UP, usedUpValues(using, until, vault, teamId));
  return row ? usedUpFrom(row, now) : { earlier: [], countedAt: now };
}

/** `until`: what is due later is not counted. */
function usedUpValues(
  { id, userId, recipient, limits }: Using,
  until: Date,
  vault: Pick<Vault, 'digest'>,
  teamId?: string,
): unknown[] {
  return [
    ...[id, until, userId, vault.digest(recipient), recipient],
    ...[limits.recipient, limits.person, limits.workspace].flatMap((limit) => [
      limit?.most ?? null,
      limit?.hours ?? null,
    ]),
    teamId ?? null,
  ];
}

function usedUpFrom({ recipient, person, workspace, earlier }: UsedUpRow, countedAt: Date): UsedUp {
  return {
    ...(recipient && { recipient }),
    ...(person && { person }),
    ...(workspace && { workspace }),
    earlier: (earlier ?? []).map(withoutNull),
    countedAt,
  };
}

function withoutNull({ threadTs, cardTs, ...one }: Earlier): Earlier {
  return { ...one, ...(threadTs && { threadTs }), ...(cardTs && { cardTs }) };
}

export function isUsedUp({ recipient, person, workspace }: UsedUp): boolean {
  return Boolean(recipient ?? person ?? workspace);
}
