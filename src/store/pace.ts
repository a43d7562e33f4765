import { type Kysely, sql } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Chatting, Pace, Paced, Slowed } from '../domain/kernel/pace.ts';
import { commitLater } from './commit-later.ts';
import { run } from './statement.ts';

/** A bucket of so many turns, refilled at a rate per second. */
export interface Bucket {
  rate: number;
  burst: number;
}

/** Calls arrive a little sooner or later than they were sent: so much of AWS's rate, and two of its burst, are left. */
const HEADROOM = 0.05;

/** DescribeContact has a quota of 10 calls a second; the rest is left to others ("Amazon Connect API throttling quotas"). */
const DESCRIBE: Bucket = { rate: 8, burst: 8 };

/** "Amazon Connect API throttling quotas", and those of the participant service. */
const CHATTING: Record<Chatting, Bucket> = {
  stream: { rate: 5, burst: 8 },
  join: { rate: 5, burst: 8 },
  transcript: { rate: 8, burst: 12 },
};

/** SendMessage has a quota of 10 calls a second, which AWS raises where it is asked to: it counts once it is met. */
const SEND: Bucket = { rate: 10 * (1 - HEADROOM), burst: 1 };

/** Slack: about one message a second and place (chat.postMessage, "Rate limits"). */
const POST: Bucket = { rate: 1, burst: 1 };

/** Slack: chat.update and reactions.add are of Tier 3, 50 calls a minute and more for each workspace ("Rate limits"). */
const TIER_3: Bucket = { rate: 50 / 60, burst: 1 };

/** Seconds. Slack asks for pauses of a minute or so. */
const MOST_PAUSE = 3600;

/**
 * Takes a turn at a bucket, or promises one: a generic cell rate algorithm with a queue for each lane. A turn is on the
 * disk before its call goes out, which waits for all that was committed before.
 *
 * | column     | what it holds                                                                       |
 * |------------|-------------------------------------------------------------------------------------|
 * | next_at    | when the bucket would be full again; each turn that is taken moves it on by one gap |
 * | own_until  | until when turns are promised to people's own                                       |
 * | list_until | until when turns are promised to lists                                              |
 * | late_until | until when turns are promised anew to people's own whose turn was gone              |
 * | wait       | the answer: seconds until the turn; 0 where it is taken                             |
 *
 * | who asks                 | goes now if there is room, by | and these are over    | else has a turn after these |
 * |--------------------------|-------------------------------|-----------------------|-----------------------------|
 * | own, for the first time  | the burst                     | own_until             | own_until                   |
 * | list, for the first time | the burst                     | own_until, list_until | own_until, list_until       |
 * | own, at its turn         | the rate alone                |                       | late_until                  |
 * | list, at its turn        | the rate alone                | own_until             | own_until                   |
 *
 * There may be no room at a turn that was promised, because the bucket was slowed down meanwhile. Whoever's own that is
 * comes before all that ask for the first time. Who waits is spaced at the rate and leaves the burst alone: so a call
 * that is held up on its way meets a bucket that has room for it.
 *
 * $1 name, $2 now, $3 the gap: seconds between two turns, $4 seconds by which the burst lets a turn come early, $5
 * whether it is for a list, $6 whether it was promised, $7 seconds that the bucket's times may lie ahead: what lies
 * further was stored before the clock was set back, and is forgotten.
 */
const TAKE = `
  insert into pace as p (name, next_at, own_until, list_until, wait)
  select $1, $2::timestamptz + make_interval(secs => $3::float8), $2, $2, 0 from ${commitLater('true')}
  on conflict (name) do update set (next_at, own_until, list_until, late_until, wait) = (
    select
      case when is_free then full_at + gap else full_at end,
      case when is_free or $5 then own_at else greatest(own_at, turn_at + gap) end,
      case when is_free or not $5 then list_at else greatest(list_at, turn_at + gap) end,
      case when is_free or $5 or not $6 then late_at else turn_at + gap end,
      case when is_free then 0 else greatest(0.01, extract(epoch from turn_at - $2)) end
    from (
      select *, free_at <= $2 and case when $6 then ahead_at else waiting_at end <= $2 as is_free,
        case when not $6 then greatest(spaced_at, waiting_at)
          when $5 then greatest(free_at, ahead_at) else greatest(free_at, late_at) end as turn_at
      from (
        select full_at, own_at, list_at, late_at, gap, spaced_at,
          case when $6 then spaced_at else full_at - make_interval(secs => $4::float8) end as free_at,
          case when $5::boolean then own_at else $2 end as ahead_at,
          case when $5 then greatest(own_at, list_at) else own_at end as waiting_at
        from (
          select greatest(kept.next_at, $2) as full_at, greatest(kept.own_until, $2) as own_at,
            greatest(kept.list_until, $2) as list_at, greatest(kept.late_until, $2) as late_at, make_interval(secs => $3) as gap,
            greatest(kept.next_at, $2) - make_interval(secs => least($3 / 2, $4)) as spaced_at
          from (select p.next_at <= $2 + make_interval(secs => $7) as is_good) as memory
          left join (select p.next_at, p.own_until, p.list_until, p.late_until) as kept on memory.is_good
        ) as stored
      ) as present
    ) as judged
  )
  returning wait`;

/** Turns shared by every instance. */
export function createPace(db: Kysely<unknown>, clock: Clock, start: Bucket): Pace {
  return {
    async take(what, { lane, promised }) {
      const { rate, burst } = bucketOf(what, start);
      const gap = 1 / rate;
      const ahead = isSlowed(what) ? MOST_PAUSE : gap * burst + 1;
      const values = [what, clock.now(), gap, gap * (burst - 1), lane === 'list', promised, ahead];
      const [row] = await run<{ wait: number }>(db, TAKE, values);
      return row?.wait ?? 0;
    },

    async slowDown(what, seconds) {
      const now = clock.now();
      await sql`
        with over as (delete from pace where name like '%:%' and next_at < ${now}::timestamptz - interval '1 hour')
        insert into pace (name, next_at, own_until, list_until, wait)
        values (${what}, ${now}::timestamptz + make_interval(secs => ${seconds}::float8), ${now}, ${now}, 0)
        on conflict (name) do update set next_at = greatest(pace.next_at, excluded.next_at)`.execute(db);
    },
  };
}

function bucketOf(what: Paced, start: Bucket): Bucket {
  if (what === 'start') return leavingHeadroom(start);
  if (what === 'describe') return leavingHeadroom(DESCRIBE);
  if (what === 'send') return SEND;
  if (!isSlowed(what)) return leavingHeadroom(CHATTING[what]);
  return what.startsWith('post:') ? POST : TIER_3;
}

function isSlowed(what: Paced): what is Slowed {
  return what === 'send' || what.includes(':');
}

function leavingHeadroom({ rate, burst }: Bucket): Bucket {
  return { rate: rate * (1 - HEADROOM), burst: Math.max(1, burst - 2) };
}
