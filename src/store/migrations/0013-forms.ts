import { type Kysely, sql } from 'kysely';

/**
 * What is remembered of a person's forms in a place, which is empty where the form asks for it: by which channel they
 * have reached out last, and what was typed into a form that was not sent.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table form (
      user_id text not null,
      place_id text not null,
      channel text,
      used_at timestamptz,
      reach_out_id uuid,
      sealed text,
      typed_at timestamptz,
      closed_at timestamptz,
      primary key (user_id, place_id)
    ) with (fillfactor = 60)`.execute(db);
  await sql`create index form_typed on form (typed_at) where sealed is not null`.execute(db);
  await sql`
    insert into form (user_id, place_id, channel, used_at)
    select distinct on (user_id, place_id) user_id, place_id, channel, requested_at from reach_out
    where lane = 0 order by user_id, place_id, requested_at desc`.execute(db);
}
