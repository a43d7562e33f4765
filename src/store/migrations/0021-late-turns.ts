import { type Kysely, sql } from 'kysely';

/** Until when turns are promised anew to those whose turn was gone when they came. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table pace add column late_until timestamptz not null default '-infinity'`.execute(db);
}
