import { type Kysely, sql } from 'kysely';
import type { RateLimits } from '../domain/kernel/ports.ts';
import type { Schema } from './schema.ts';

/** Slack: chat.update is a method of Tier 3, 50 calls a minute and more over the whole workspace ("Rate limits"). */
const INTERVAL_SECONDS = 1.2;

/** Holds when the next edit is free; beside it, a row for each reach-out holds its turn. */
const PACE = 'edits';
const turnOf = (reachOutId: string) => `edit ${reachOutId}`;

/**
 * Once Slack has answered an edit with 429, every instance that met it gives each reach-out one turn,
 * however often it changes while it waits, until nobody waits any more.
 */
export function createEditPace(db: Kysely<Schema>): Pick<RateLimits, 'reserveEdit' | 'slowEditsDown'> {
  let isSlowed = false;
  const interval = sql`make_interval(secs => ${INTERVAL_SECONDS})`;

  /** Seconds to the turn that was given before; when it has come, it is used up. */
  async function turnLeft(name: string): Promise<number | undefined> {
    const { rows } = await sql<{ wait: number }>`
      with due as (delete from rate_limit where name = ${name} and next_at <= now())
      select greatest(0, extract(epoch from next_at - now()))::float8 as wait
      from rate_limit where name = ${name}`.execute(db);
    return rows[0]?.wait;
  }

  /** Seconds to a new turn; undefined once nobody waits. */
  async function newTurn(): Promise<number | undefined> {
    const { rows } = await sql<{ wait: number }>`
      update rate_limit set next_at = greatest(next_at, now()) + ${interval}
      where name = ${PACE} and next_at > now() - ${interval}
      returning greatest(0, extract(epoch from next_at - ${interval} - now()))::float8 as wait`.execute(db);
    return rows[0]?.wait;
  }

  return {
    async reserveEdit(reachOutId) {
      if (!isSlowed) return 0;
      const left = await turnLeft(turnOf(reachOutId));
      if (left !== undefined) return left;
      const wait = await newTurn();
      if (wait === undefined) isSlowed = false;
      if (!wait) return 0;
      await sql`
        insert into rate_limit (name, next_at)
        values (${turnOf(reachOutId)}, now() + make_interval(secs => ${wait}::float8))
        on conflict (name) do nothing`.execute(db);
      return wait;
    },

    async slowEditsDown(seconds) {
      isSlowed = true;
      await sql`
        with over as (delete from rate_limit where name like 'edit %' and next_at < now() - interval '1 hour')
        insert into rate_limit (name, next_at) values (${PACE}, now() + make_interval(secs => ${seconds}::float8))
        on conflict (name) do update set next_at = greatest(rate_limit.next_at, excluded.next_at)`.execute(
        db,
      );
    },
  };
}
