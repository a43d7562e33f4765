import { type Kysely, sql } from 'kysely';
import type { DatabaseFacts } from '../domain/doctor/own/judge-database.ts';
import type { KeyFacts } from '../domain/doctor/own/judge-keys.ts';
import type { StandingFacts } from '../domain/doctor/own/judge-standing.ts';
import type { Key } from '../domain/kernel/key.ts';
import { type Database, findFault } from './database.ts';
import { hasKeyFile, keyFileIn, modeOfKeyFile, readKeyFile } from './embedded/key-file.ts';
import { aboutInstallation } from './installations.ts';
import { tablesOf } from './migrate.ts';
import { ABOUT_LOOK_UPS } from './open-vault.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';
import { run } from './statement.ts';
import { createStuckReachOuts } from './stuck.ts';
import { createStuckLists } from './stuck-lists.ts';
import { createSealer, PLAIN } from './vault.ts';

/** How often the way there and back is tried; the fastest counts. */
const TRIES = 3;

/** What the database is like; only its own tables are looked at. */
export async function examineDatabase(database: Database): Promise<DatabaseFacts> {
  const { kind, kysely } = database;
  const { rows } = await sql<{ version: string }>`
    select split_part(current_setting('server_version'), ' ', 1) as version`.execute(kysely);
  const tables = await tablesOf(kysely);
  let latencyMs = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES; tries++) {
    const asked = performance.now();
    await sql`select 1`.execute(kysely);
    latencyMs = Math.min(latencyMs, performance.now() - asked);
  }
  const fault = tables === 'current' ? await findFault(database) : undefined;
  return { kind, version: rows[0]?.version ?? '', tables, latencyMs, ...(fault && { fault }) };
}

/** The keys that are set, with the database's own where its file is there; none is made. @throws where that file holds none */
export function keysAtHand({ directory }: Database, keys: readonly Key[]): Key[] {
  return directory && hasKeyFile(directory) ? [...keys, readKeyFile(directory)] : [...keys];
}

/** What the values in the database are sealed with. */
export async function examineKeys(database: Database, keys: readonly Key[]): Promise<KeyFacts> {
  const { kysely, directory } = database;
  const all = keysAtHand(database, keys);
  const own = all.find((key) => !keys.includes(key));
  const file = own && directory && { path: keyFileIn(directory), id: own.id, mode: modeOfKeyFile(directory) };
  const { rows } = await sql<{ sealed: string }>`select sealed from lookup_key`.execute(kysely);
  const lookUp = rows[0]?.sealed;
  const counts = new Map<string, number>();
  for (const column of SEALED_COLUMNS)
    for (const { id, count } of await countKeys(kysely, column))
      counts.set(id, (counts.get(id) ?? 0) + count);
  return {
    ids: keys.map(({ id }) => id),
    ...(file && { file }),
    opens: lookUp === undefined ? undefined : createSealer(all).open(lookUp, ABOUT_LOOK_UPS) !== undefined,
    sealed: [...counts].map(([id, count]) => ({ id, count })),
    plainId: PLAIN,
  };
}

function countKeys(
  db: Kysely<unknown>,
  { table, value }: (typeof SEALED_COLUMNS)[number],
): Promise<{ id: string; count: number }[]> {
  const statement = `
    select split_part(value, ':', 1) as id, count(*) as count from (select ${value} as value from ${table}) as stored
    where value is not null group by 1`;
  return run(db, statement);
}

/** Where the app was installed by OAuth; of those whose key is missing without the token. */
export async function examineInstallations(
  database: Database,
  keys: readonly Key[],
): Promise<{ id: string; token?: string }[]> {
  const sealer = createSealer(keysAtHand(database, keys));
  const { rows } = await sql<{ id: string; sealed: string }>`
    select id, sealed from installation where removed_at is null order by installed_at desc`.execute(
    database.kysely,
  );
  return rows.map(({ id, sealed }) => {
    const token = sealer.open(sealed, aboutInstallation(id));
    return { id, ...(token !== undefined && { token }) };
  });
}

/** What does not come on by itself, `keyIds` being those of the keys that are there. */
export async function examineStanding(db: Kysely<unknown>, keyIds: string[]): Promise<StandingFacts> {
  const [reachOuts, lists] = await Promise.all(
    [createStuckReachOuts, createStuckLists].map((create) => create(db, keyIds).list()),
  );
  return { reachOuts: reachOuts?.length ?? 0, lists: lists?.length ?? 0 };
}
