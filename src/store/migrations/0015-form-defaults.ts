import { type Kysely, sql } from 'kysely';

/** What the form begins with in a place, where somebody has chosen that. `senders`: names, by channel. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table form_default (
      place_id text primary key,
      channel text,
      senders jsonb not null,
      chosen_by text not null,
      chosen_at timestamptz not null
    )`.execute(db);
}
