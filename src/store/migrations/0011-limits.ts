import { type Kysely, sql } from 'kysely';

/** By which is counted what is due to start in a time, of what went out or still may. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, whose] of [
    ['reach_out_counted_to', sql`recipient_digest, `],
    ['reach_out_counted_of', sql`user_id, `],
    ['reach_out_counted', sql``],
  ] as const)
    await sql`
      create index ${sql.id(name)} on reach_out (${whose}(coalesce(ready_at, requested_at)), id)
      where state not in ('failed', 'cancelled')`.execute(db);
}
