import { type Kysely, sql } from 'kysely';

/**
 * Where the app was installed by OAuth. `doc`: all but the token, which is `sealed`, and gone once the app was removed.
 * A Home tab is one of an installation; those of the token in the environment have an empty one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table installation (
      id text primary key,
      doc jsonb not null,
      sealed text,
      installed_at timestamptz not null,
      removed_at timestamptz
    )`.execute(db);
  await sql`alter table home add column team_id text not null default ''`.execute(db);
  await sql`alter table home drop constraint home_pkey, add primary key (team_id, user_id)`.execute(db);
  // What is told nowhere, because the app is not installed there any more.
  await sql`create index reach_out_unheard on reach_out (team_id) where silence = 'app_uninstalled'`.execute(
    db,
  );
}
