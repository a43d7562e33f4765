import { type Kysely, sql } from 'kysely';

/**
 * What the instances on this database know in common of the forms that are open. What a crash of the database takes
 * is known again with the next thing done in a form, so that no change waits for the disk.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table open_form (
      team_id text, view_id text, sealed text,
      holder text, held_until timestamptz not null default '-infinity',
      changed_at timestamptz not null,
      primary key (team_id, view_id)
    )`.execute(db);
}
