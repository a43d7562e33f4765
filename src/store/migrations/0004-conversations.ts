import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table reach_out add column conversation jsonb`.execute(db);
  // `sealed`: the text, encrypted, as long as it is needed.
  await sql`
    create table line (
      reach_out_id uuid not null,
      id text not null,
      at timestamptz not null,
      line jsonb not null,
      sealed text,
      is_open boolean not null,
      primary key (reach_out_id, id)
    )`.execute(db);
  await sql`create index line_open on line (reach_out_id) where is_open`.execute(db);
  await sql`create index line_with_text on line (at) where sealed is not null`.execute(db);
  // What becomes of what is typed in the threads of a place, where somebody has chosen that.
  await sql`
    create table reply_mode (
      place_id text primary key,
      mode text not null,
      chosen_by text not null,
      chosen_at timestamptz not null
    )`.execute(db);
  // By its thread, a reach-out is found from a message in it.
  await sql`create index reach_out_of_thread on reach_out (place_id, thread_ts) where thread_ts is not null`.execute(
    db,
  );
  // Amazon Connect may answer two reach-outs to a person with one chat.
  await sql`
    alter table contact_leg drop constraint contact_leg_pkey, add primary key (contact_id, reach_out_id)`.execute(
    db,
  );
  await sql`create index reach_out_to on reach_out (recipient, started_at desc) where conversation is not null`.execute(
    db,
  );
  // What was said and told is most of a long thread, and read no more.
  await sql`
    create index post_unsettled on post (reach_out_id)
    where part !~ '^(message|reply):' or not post ?| array['ts', 'refused'] or post ?| array['isDoubtful', 'strays']`.execute(
    db,
  );
  await sql`create index post_by_ts on post ((post ->> 'ts'))`.execute(db);
}
