import { type Kysely, sql } from 'kysely';

/** One row: the latest time that any instance has noted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table clock (noted_at timestamptz not null)`.execute(db);
  await sql`insert into clock values ('-infinity')`.execute(db);
}
