import { subHours } from 'date-fns';
import type { Kysely } from 'kysely';
import type { Channel } from '../domain/channels/registry.ts';
import type { FormOf, Forms } from '../domain/form/forms.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import { createTurns } from '../domain/kernel/turns.ts';
import { commitLater } from './commit-later.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';

/** What was typed comes back for so long after the form was closed. */
const KEPT_HOURS = 1;
/** One that nobody is known to have closed may still be open. */
const OPEN_HOURS = 12;

const LATER = `from ${commitLater('true')} as later`;
const IS_SENT = (id: string) => `exists (select from reach_out where id = ${id})`;

interface Row {
  channelHere: Channel | null;
  channelAnywhere: Channel | null;
  reachOutId: string | null;
  sealed: string | null;
  at: Date;
}

/** $1: whose, $2: the place, $3: a form that was closed before is over. */
const OF = `
  select channel as "channelHere", reach_out_id as "reachOutId", typed_at as at,
    case when closed_at > $3 and not ${IS_SENT('form.reach_out_id')} then sealed end as sealed,
    (select channel from form where user_id = $1 and channel is not null order by used_at desc limit 1) as "channelAnywhere"
  from (values (1)) as one left join form on user_id = $1 and place_id = $2`;

/** $3: the reach-out, $4: sealed, $5: when, $6: it is back. What was typed last may come to be kept after the form was closed. */
const KEEP = `
  insert into form (user_id, place_id, reach_out_id, sealed, typed_at)
  select $1::text, $2::text, $3::uuid, $4::text, $5::timestamptz ${LATER} where not ${IS_SENT('$3::uuid')}
  on conflict (user_id, place_id) do update
  set reach_out_id = excluded.reach_out_id, sealed = excluded.sealed, typed_at = excluded.typed_at,
    closed_at = case when $6 or form.reach_out_id = excluded.reach_out_id then form.closed_at end
  where form.typed_at is null or form.typed_at <= excluded.typed_at`;

const NOTHING_TYPED = 'reach_out_id = null, sealed = null, typed_at = null, closed_at = null';

const OF_THIS = 'user_id = $1 and place_id = $2 and reach_out_id = $3';

const CLOSE = `update form set closed_at = $4 ${LATER} where ${OF_THIS}`;

/** $4: when. What was typed earlier may come to be kept later: it is known by its time. */
const DROP = `update form set sealed = null, typed_at = $4 ${LATER} where ${OF_THIS} and typed_at <= $4`;

/** $3: the channel, $4: when. */
const SENT = `
  insert into form (user_id, place_id, channel, used_at)
  select $1::text, $2::text, $3::text, $4::timestamptz ${LATER}
  on conflict (user_id, place_id) do update
  set channel = excluded.channel, used_at = excluded.used_at, ${NOTHING_TYPED}`;

/** $1, $2: of before then, as the form was closed or not. */
const FORGET = `
  with over as (
    update form set ${NOTHING_TYPED}
    where sealed is not null and ((closed_at < $1 and typed_at < $1) or typed_at < $2 or ${IS_SENT('form.reach_out_id')})
  )
  delete from form where sealed is null and channel is null`;

export function createForms(db: Kysely<unknown>, clock: Clock, vault: Vault): Forms {
  const turns = createTurns();
  /** In the order in which it was asked for, whichever connection is free first. */
  const inTurn = <Done>(form: FormOf, act: () => Promise<Done>) => turns.take(keyOf(form).join(' '), act);
  return {
    async of(form) {
      const asked = [...keyOf(form), subHours(clock.now(), KEPT_HOURS)];
      const [row] = await inTurn(form, () => run<Row>(db, OF, asked));
      const { channelHere, channelAnywhere, reachOutId, sealed, at } = row ?? {};
      const values = sealed && vault.open(sealed, aboutForm(...keyOf(form)));
      return {
        ...(channelHere && { channelHere }),
        ...(channelAnywhere && { channelAnywhere }),
        ...(values && reachOutId && at && { typed: { reachOutId, at, values: JSON.parse(values) } }),
      };
    },

    async keep(form, { reachOutId, values, at, isBack = false }) {
      const sealed = vault.seal(JSON.stringify(values), aboutForm(...keyOf(form)));
      await inTurn(form, () => run(db, KEEP, [...keyOf(form), reachOutId, sealed, at, isBack]));
    },

    async close(form, reachOutId) {
      const closed = [...keyOf(form), reachOutId, clock.now()];
      await inTurn(form, () => run(db, CLOSE, closed));
    },

    async drop(form, { reachOutId, at }) {
      await inTurn(form, () => run(db, DROP, [...keyOf(form), reachOutId, at]));
    },

    async sent(form, channel) {
      await inTurn(form, () => run(db, SENT, [...keyOf(form), channel, clock.now()]));
    },
  };
}

/** What was typed is not kept any longer than it can come back. */
export async function forgetTyped(db: Kysely<unknown>, now: Date): Promise<void> {
  await run(db, FORGET, [subHours(now, KEPT_HOURS), subHours(now, OPEN_HOURS)]);
}

function keyOf({ userId, placeId = '' }: FormOf): [userId: string, placeId: string] {
  return [userId, placeId];
}

/** What is typed into a form is sealed about. */
export function aboutForm(userId: string, placeId: string): string {
  return `form ${userId} ${placeId}`;
}
