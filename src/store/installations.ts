import type { Kysely } from 'kysely';
import type { Installation } from '../domain/installation/installation.ts';
import type { Installations } from '../domain/installation/installations.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import { UNINSTALLED } from '../domain/reach-out/reach-out.ts';
import { entryRow } from './entry-row.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';

/** What a token is sealed about. */
export function aboutInstallation(id: string): string {
  return `installation ${id}`;
}

/** In the order of the ids. $1: the ids. */
const FIND = `
  select id, doc, sealed from installation
  where id = any($1::text[]) and removed_at is null order by array_position($1::text[], id) limit 1`;

/** $1: the id, $2: what there is to it, $3: the token, sealed, $4: now, $5 to $8: the audit entry. */
const SAVE = `
  with saved as (
    insert into installation (id, doc, sealed, installed_at) values ($1, $2, $3, $4)
    on conflict (id) do update set doc = excluded.doc, sealed = excluded.sealed, installed_at = $4, removed_at = null
  ), heard as (
    update reach_out set silence = null, post_at = null, edit_at = null, due_at = $4, revision = revision + 1
    where team_id = $1 and silence = '${UNINSTALLED}' and ended_at is null
  )
  insert into audit_entry (at, actor, door, action, detail) values ($4, $5, $6, $7, $8)`;

/** Its lists and what waits are looked at, which end or stay untold then. $1: the id, $2: the token, sealed, $3: now, $4 to $7: the audit entry. */
const REMOVE = `
  with removed as (
    update installation set sealed = null, removed_at = $3 where id = $1 and sealed = $2 returning id
  ), untold as (
    update reach_out set due_at = $3, revision = revision + 1
    from removed where team_id = removed.id and ended_at is null and silence is null
  ), ended as (
    update list set due_at = $3, revision = revision + 1
    from removed where doc ->> 'teamId' = removed.id and (ended_at is null or due_at is not null)
  ), accounted as (
    insert into audit_entry (at, actor, door, action, detail)
    select $3, $4::text, $5::text, $6::text, $7::jsonb from removed
  )
  select id from removed`;

interface Row {
  id: string;
  doc: Omit<Installation, 'id' | 'token'>;
  sealed: string | null;
}

export function createInstallations(db: Kysely<unknown>, clock: Clock, vault: Vault): Installations {
  async function read(ids: readonly string[]): Promise<(Row & { token: string }) | undefined> {
    const [row] = await run<Row>(db, FIND, [ids]);
    if (!row) return undefined;
    const token = row.sealed === null ? undefined : vault.open(row.sealed, aboutInstallation(row.id));
    if (token === undefined) throw new Error(`the encryption key of the token of ${row.id} is missing`);
    return { ...row, token };
  }

  return {
    async find(ids) {
      const row = await read(ids);
      return row && { ...row.doc, id: row.id, token: row.token };
    },

    async ids() {
      const rows = await run<{ id: string }>(db, 'select id from installation where removed_at is null');
      return rows.map((row) => row.id);
    },

    async save({ id, token, ...doc }, entry) {
      const sealed = vault.seal(token, aboutInstallation(id));
      const values = [id, JSON.stringify(doc), sealed, clock.now()];
      await run(db, SAVE, [...values, ...Object.values(entryRow(entry))]);
    },

    async remove({ id, token }, entry) {
      const row = await read([id]);
      if (row?.token !== token) return false;
      const values = [id, row.sealed, clock.now(), ...Object.values(entryRow(entry))];
      return (await run(db, REMOVE, values)).length > 0;
    },
  };
}
