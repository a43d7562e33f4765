import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Room in each page lets a change stay beside what it replaces, without touching the indexes.
  await sql`
    create table reach_out (
      id uuid primary key,
      team_id text not null,
      user_id text not null,
      place_id text not null,
      thread_ts text,
      channel text not null,
      recipient text not null,
      request jsonb not null,
      draft jsonb not null,
      warnings jsonb not null,
      lane smallint not null,
      state text not null,
      failure jsonb,
      waiting text,
      contact_id text,
      contact jsonb,
      cancelled_by text,
      attempts integer not null default 0,
      requested_at timestamptz not null,
      uncertain_since timestamptz,
      started_at timestamptz,
      ended_at timestamptz,
      start_at timestamptz not null,
      look_at timestamptz,
      post_at timestamptz,
      edit_at timestamptz,
      sweep jsonb,
      promised text[] not null default '{}',
      is_moved boolean not null default false,
      silence text,
      version integer not null default 1,
      shown_version integer not null default 0,
      troubles integer not null default 0,
      due_at timestamptz,
      lease integer not null default 0,
      lease_until timestamptz,
      revision integer not null default 0
    ) with (fillfactor = 60)`.execute(db);
  await sql`create index reach_out_due on reach_out (lane, due_at) where due_at is not null`.execute(db);
  await sql`create index reach_out_of_user on reach_out (user_id, requested_at desc)`.execute(db);
  await sql`
    create table post (
      reach_out_id uuid not null,
      part text not null,
      post jsonb not null,
      primary key (reach_out_id, part)
    )`.execute(db);
  await sql`
    create table contact_leg (
      contact_id text primary key,
      reach_out_id uuid not null
    )`.execute(db);
  await sql`
    create table audit_entry (
      reach_out_id uuid not null,
      id bigint generated always as identity,
      at timestamptz not null,
      actor text not null,
      action text not null,
      detail jsonb not null,
      primary key (reach_out_id, id)
    )`.execute(db);
  await sql`
    create table pace (
      name text primary key,
      next_at timestamptz not null,
      own_until timestamptz not null,
      list_until timestamptz not null,
      wait double precision not null
    )`.execute(db);
  await sql`
    create table early_contact_event (
      contact_id text primary key,
      events jsonb not null,
      received_at timestamptz not null
    )`.execute(db);
}
