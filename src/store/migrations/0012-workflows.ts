import { type Kysely, sql } from 'kysely';

/** By which run of a workflow's step it was asked for; Slack's ids. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table reach_out add column workflow jsonb`.execute(db);
}
