import { type Kysely, sql } from 'kysely';

/** When what comes from outside by itself came last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table heard (what text primary key, at timestamptz not null)`.execute(db);
}
