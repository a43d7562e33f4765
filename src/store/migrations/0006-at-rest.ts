import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // One row: what digests are made with, sealed.
  await sql`
    create table lookup_key (
      is_only boolean primary key default true check (is_only),
      sealed text not null
    )`.execute(db);
  // `sealed`: request, draft and warnings; what the columns of those names still hold is moved there bit by bit.
  await sql`
    alter table reach_out
      alter column recipient drop not null,
      alter column request drop not null,
      alter column draft drop not null,
      alter column warnings drop not null,
      add column sealed text,
      add column recipient_digest bytea,
      add column source_arn text,
      add column erased_at timestamptz`.execute(db);
  await sql`drop index reach_out_to`.execute(db);
  await sql`
    create index reach_out_to on reach_out (recipient_digest, started_at desc)
    where recipient_digest is not null and conversation is not null`.execute(db);
  await sql`create index reach_out_plain on reach_out (recipient) where recipient is not null`.execute(db);
  // What is over, or was dropped by an operator.
  await sql`
    create index reach_out_over on reach_out ((coalesce(ended_at, requested_at)))
    where erased_at is null and (ended_at is not null or due_at is null)`.execute(db);
  // The names of files that were sent along are read no more once that is told.
  await sql`update line set line = line - 'name' where not is_open and line ? 'name'`.execute(db);
}
