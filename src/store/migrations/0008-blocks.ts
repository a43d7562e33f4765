import { type Kysely, sql } from 'kysely';

/**
 * The do-not-contact list. `number`: the number's digest, by which it is looked up; `sealed`: the number and the
 * reason, encrypted. Blocks of one number stand beside each other in the key, which one look reads.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table block (
      number bytea not null,
      channel text not null,
      source text not null,
      sealed text not null,
      blocked_by text,
      blocked_at timestamptz not null,
      primary key (number, channel, source)
    )`.execute(db);
  await sql`alter table reach_out add column is_opt_out_unknown boolean`.execute(db);
}
