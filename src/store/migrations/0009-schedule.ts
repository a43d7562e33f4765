import { type Kysely, sql } from 'kysely';

/** `ready_at`: null where the version before this one has stored it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table reach_out add column ready_at timestamptz, add column deferral jsonb,
      add column answered text[] not null default '{}'`.execute(db);
  await sql`create index reach_out_scheduled on reach_out (user_id, ready_at) where state = 'scheduled'`.execute(
    db,
  );
}
