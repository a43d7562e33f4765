import { type Kysely, sql } from 'kysely';

/**
 * A channel that two workspaces share (Slack Connect) has one id in both, and the settings of each in it are its own.
 * Those of the token in the environment have an empty team.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table reply_mode add column team_id text not null default '',
      drop constraint reply_mode_pkey, add primary key (place_id, team_id)`.execute(db);
  await sql`
    alter table form_default add column team_id text not null default '',
      drop constraint form_default_pkey, add primary key (place_id, team_id)`.execute(db);
}
