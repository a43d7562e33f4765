import { type Kysely, sql } from 'kysely';
import type { HeardFacts } from '../domain/doctor/pipeline/judge-heard.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Heard, Sound } from '../domain/kernel/heard.ts';
import { commitLater } from './commit-later.ts';
import { run } from './statement.ts';

/** However much comes, it is written down so often at most, by each instance. */
const EVERY_MS = 60_000;

const NOTE = `
  insert into heard (what, at) select $1::text, $2::timestamptz from ${commitLater('true')} as later
  on conflict (what) do update set at = excluded.at`;

export function createHeard(db: Kysely<unknown>, clock: Clock): Heard {
  const notedAt = new Map<Sound, number>();
  return {
    note(what) {
      const now = clock.now();
      if (Math.abs(now.getTime() - (notedAt.get(what) ?? 0)) < EVERY_MS) return;
      notedAt.set(what, now.getTime());
      run(db, NOTE, [what, now]).catch(() => notedAt.delete(what));
    },
  };
}

/** What is younger may not have come through the queue yet. */
const ON_ITS_WAY = '10 minutes';

export async function readHeard(db: Kysely<unknown>): Promise<HeardFacts> {
  const { rows } = await sql<Record<'now', Date> & Record<Sound, Date | null> & { startedSince: number }>`
    select now() as now, contact_event, chat_message, (
      select count(*) from reach_out where started_at > coalesce(contact_event, '-infinity')
        and started_at between now() - interval '1 day' and now() - ${ON_ITS_WAY}::interval
    ) as "startedSince"
    from (
      select max(at) filter (where what = 'contact_event') as contact_event,
        max(at) filter (where what = 'chat_message') as chat_message from heard
    ) as noted`.execute(db);
  const { now = new Date(), contact_event, chat_message, startedSince = 0 } = rows[0] ?? {};
  return {
    ...{ now, startedSince },
    ...(contact_event && { contactEvent: contact_event }),
    ...(chat_message && { chatMessage: chat_message }),
  };
}
