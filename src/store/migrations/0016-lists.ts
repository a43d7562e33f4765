import { type Kysely, sql } from 'kysely';

/**
 * Lists of numbers, and their rows. `doc`: what there is to a list beside its columns; `sealed`: message and file name of
 * a list, number and message of a row, encrypted. `reach_out_id`: what a row is confirmed as once it is fed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table list (
      id uuid primary key,
      user_id text not null,
      place_id text not null,
      channel text not null,
      state text not null,
      sealed text,
      doc jsonb not null,
      requested_at timestamptz not null,
      ended_at timestamptz,
      erased_at timestamptz,
      due_at timestamptz,
      lease integer not null default 0,
      lease_until timestamptz,
      revision integer not null default 0
    )`.execute(db);
  await sql`create index list_due on list (due_at) where due_at is not null`.execute(db);
  await sql`
    create table list_row (
      list_id uuid not null,
      line integer not null,
      state text not null,
      why jsonb,
      opens_at timestamptz,
      sealed text,
      reach_out_id uuid not null,
      primary key (list_id, line)
    )`.execute(db);
  await sql`
    create index list_row_waiting on list_row (list_id, line) where state = 'waiting'`.execute(db);
}
