import { type Kysely, sql } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';

/**
 * For a database that one process has at a time: whatever lease it finds at its start was cut off by the
 * end of the process before it.
 */
export async function clearLeases(db: Kysely<unknown>): Promise<void> {
  await sql`
    update reach_out set lease_until = null
    where due_at is not null and lease_until is not null`.execute(db);
  await sql`
    update list set lease_until = null
    where due_at is not null and lease_until is not null`.execute(db);
}

/** Of chats that were read so lately, nothing was missed. */
const READ_LATELY_MS = 60_000;

/**
 * What was said while nobody listened is to be read from the transcripts of all chats that are open. Of all
 * that are followed, something is due.
 */
export async function markBehind(db: Kysely<unknown>, clock: Clock): Promise<void> {
  const now = clock.now();
  const lately = new Date(now.getTime() - READ_LATELY_MS);
  await sql`
    update reach_out set due_at = least(due_at, ${now}::timestamptz), revision = revision + 1,
      conversation = case when (conversation ->> 'isBehind')::boolean then conversation
        else conversation - 'missedSince' || jsonb_strip_nulls(
          jsonb_build_object('isBehind', true, 'missedSince', conversation -> 'toldTo')) end
    where due_at is not null and state = 'started' and conversation ? 'link'
      and coalesce((conversation ->> 'readAt')::timestamptz, '-infinity') < ${lately}`.execute(db);
}
