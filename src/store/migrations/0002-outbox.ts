import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table outbox (reach_out_id uuid primary key)`.execute(db);
}
