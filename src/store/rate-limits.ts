import { type Kysely, sql } from 'kysely';
import type { RateLimits } from '../domain/kernel/ports.ts';
import { createEditPace } from './edit-pace.ts';
import type { Schema } from './schema.ts';

/** A bucket of so many tokens, refilled at a rate per second. */
export interface Bucket {
  rate: number;
  burst: number;
}

/** Amazon Connect: DescribeContact has a quota of 10 calls a second; the rest is left to others ("Amazon Connect API throttling quotas"). */
const DESCRIBE: Bucket = { rate: 8, burst: 8 };

/** Calls arrive a little sooner or later than they were sent; so much of the rate is left to make up for it. */
const HEADROOM = 0.05;

/** A turn in the queue that comes round late waits for the calls before it for so long at most. */
const CALL_WITHIN_SECONDS = 2;

/** Slack: about one message a second per conversation (chat.postMessage, "Rate limits"). */
const POST_INTERVAL_SECONDS = 1;

/**
 * Turns shared by every instance, kept as generic cell rate algorithms on the database's clock: a row
 * holds the time at which its bucket would be full again.
 */
export function createRateLimits(db: Kysely<Schema>, start: Bucket): RateLimits {
  const slowed = new Set<string>();
  const interval = 1 / (start.rate * (1 - HEADROOM));
  return {
    ...createEditPace(db),
    async reserveStart(deadline) {
      const seconds = sql`make_interval(secs => ${interval}::float8)`;
      const slack = sql`make_interval(secs => ${(start.burst - 1) * interval}::float8)`;
      const full = sql`greatest(rate_limit.next_at, now())`;
      const { rows } = await sql<{ wait: number }>`
        insert into rate_limit (name, next_at) values ('start', now() + ${seconds})
        on conflict (name) do update set next_at = ${full} + ${seconds}
          where ${full} - ${slack} <= ${deadline}::timestamptz
        returning greatest(0, extract(epoch from next_at - ${seconds} - ${slack} - now()))::float8 as wait`.execute(
        db,
      );
      if (rows[0]) return rows[0].wait;
      const late = await sql<{ wait: number }>`
        select 0.1 + greatest(0, extract(epoch from ${deadline}::timestamptz - now()))::float8 as wait`.execute(
        db,
      );
      return late.rows[0]?.wait ?? 0;
    },

    async reserveCall() {
      const seconds = sql`make_interval(secs => ${interval}::float8)`;
      const { rows } = await sql<{ wait: number }>`
        insert into rate_limit (name, next_at) values ('call', now() + ${seconds})
        on conflict (name) do update set next_at = greatest(rate_limit.next_at, now()) + ${seconds}
          where rate_limit.next_at <= now() + make_interval(secs => ${CALL_WITHIN_SECONDS})
        returning greatest(0, extract(epoch from next_at - ${seconds} - now()))::float8 as wait`.execute(db);
      return rows[0]?.wait;
    },

    async reservePost(placeId) {
      if (!slowed.has(placeId)) return 0;
      const { rows } = await sql<{ wait: number }>`
        update conversation_pace set next_at = greatest(next_at, now()) + make_interval(secs => ${POST_INTERVAL_SECONDS})
        where place_id = ${placeId} and next_at > now() - make_interval(secs => ${POST_INTERVAL_SECONDS})
        returning greatest(0, extract(epoch from next_at - now()) - ${POST_INTERVAL_SECONDS})::float8 as wait`.execute(
        db,
      );
      if (!rows[0]) slowed.delete(placeId);
      return rows[0]?.wait ?? 0;
    },

    reserveChecks(wanted) {
      const { rate, burst } = DESCRIBE;
      // The row stays locked from the look at it to the change, so that no two instances take the same turns.
      return db.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ spare: number }>`
          insert into rate_limit (name, next_at) values ('describe', now())
          on conflict (name) do update set next_at = greatest(rate_limit.next_at, now())
          returning floor(${burst}::float8 - extract(epoch from next_at - now())::float8 * ${rate}::float8)::float8 as spare`.execute(
          transaction,
        );
        const taken = Math.max(0, Math.min(wanted, rows[0]?.spare ?? 0));
        await sql`
          update rate_limit set next_at = next_at + make_interval(secs => ${taken / rate}::float8)
          where name = 'describe'`.execute(transaction);
        return taken;
      });
    },

    async slowDown(placeId, seconds) {
      slowed.add(placeId);
      await sql`
        insert into conversation_pace (place_id, next_at) values (${placeId}, now() + make_interval(secs => ${seconds}))
        on conflict (place_id) do update
          set next_at = greatest(conversation_pace.next_at, excluded.next_at)`.execute(db);
    },
  };
}
