import { type Kysely, sql } from 'kysely';

/** A start of unknown outcome, which is repeated for two minutes only, stands before all else that is due. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index reach_out_due`.execute(db);
  await sql`
    create index reach_out_due on reach_out ((state not in ('starting', 'unknown')), lane, due_at)
    where due_at is not null`.execute(db);
}
