import { type Kysely, sql } from 'kysely';

/**
 * The audit trail takes entries about no reach-out, too, and can only grow: an entry is sealed into the chain once,
 * by `seq` and `hash`, and never changed or deleted.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table audit_entry drop constraint audit_entry_pkey`.execute(db);
  await sql`
    alter table audit_entry alter column reach_out_id drop not null, add primary key (id),
      add column door text, add column seq bigint, add column hash bytea,
      add check ((seq is null) = (hash is null))`.execute(db);
  await sql`create index audit_entry_of on audit_entry (reach_out_id) where reach_out_id is not null`.execute(
    db,
  );
  await sql`create unique index audit_entry_sealed on audit_entry (seq) where seq is not null`.execute(db);
  await sql`create index audit_entry_unsealed on audit_entry (id) where seq is null`.execute(db);
  // A few bytes for a megabyte of entries, which stand in the order of their time but for seconds.
  await sql`create index audit_entry_at on audit_entry using brin (at)`.execute(db);
  // All that is there is to be sealed, which the planner would not know.
  await sql`analyze audit_entry`.execute(db);
  await sql`
    create function refuse_audit_change() returns trigger language plpgsql as $$
    begin
      raise exception 'The audit trail only grows: its entries are neither changed nor deleted.'
        using errcode = 'integrity_constraint_violation';
    end $$`.execute(db);
  await sql`
    create trigger audit_entry_changes before update on audit_entry for each row
    when (old.seq is not null or new.seq is null
      or (old.id, old.reach_out_id, old.at, old.actor, old.door, old.action, old.detail)
        is distinct from (new.id, new.reach_out_id, new.at, new.actor, new.door, new.action, new.detail))
    execute function refuse_audit_change()`.execute(db);
  await sql`
    create trigger audit_entry_deletions before delete or truncate on audit_entry for each statement
    execute function refuse_audit_change()`.execute(db);
}
