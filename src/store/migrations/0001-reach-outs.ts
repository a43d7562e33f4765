import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
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
      state text not null default 'requested',
      failure jsonb,
      waiting text,
      contact_id text,
      contact jsonb,
      cancelled_by text,
      attempts integer not null default 0,
      requested_at timestamptz not null default now(),
      uncertain_since timestamptz,
      started_at timestamptz,
      ended_at timestamptz,
      next_check_at timestamptz,
      posts jsonb not null default '{}',
      version integer not null default 1,
      shown_version integer not null default 0,
      lease integer not null default 0,
      lease_until timestamptz
    )`.execute(db);
  await sql`create index reach_out_in_flight on reach_out (state) where state in ('starting', 'unknown')`.execute(
    db,
  );
  await sql`
    create table contact_leg (
      contact_id text primary key,
      reach_out_id uuid not null references reach_out (id)
    )`.execute(db);
  await sql`create index reach_out_of_user on reach_out (user_id, requested_at desc)`.execute(db);
  await sql`create index reach_out_next_check on reach_out (next_check_at) where next_check_at is not null`.execute(
    db,
  );
  await sql`
    create table audit_entry (
      id bigint generated always as identity primary key,
      reach_out_id uuid not null,
      at timestamptz not null default now(),
      actor text not null,
      action text not null,
      detail jsonb not null
    )`.execute(db);
  await sql`create index audit_entry_of_reach_out on audit_entry (reach_out_id)`.execute(db);
  await sql`create table rate_limit (name text primary key, next_at timestamptz not null)`.execute(db);
  await sql`create table conversation_pace (place_id text primary key, next_at timestamptz not null)`.execute(
    db,
  );
  await sql`
    create table early_contact_event (
      contact_id text primary key,
      events jsonb not null,
      received_at timestamptz not null default now()
    )`.execute(db);
}
