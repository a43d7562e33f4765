import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Tables } from '../domain/doctor/own/judge-database.ts';
import { migrations } from './migrations/index.ts';
import { sentenceFor } from './postgres/faults.ts';
import { prepareSchema } from './schema.ts';
import { SCHEMA } from './session.ts';

/** Brings the tables up to date; on PostgreSQL an advisory lock lets one instance at a time do it. */
export async function migrate(db: Kysely<unknown>): Promise<void> {
  try {
    if (await isUpToDate(db)) return;
    await prepareSchema(db);
    await migrateTo(db);
  } catch (error) {
    const sentence = sentenceFor(error);
    throw sentence ? new Error(sentence, { cause: error }) : error;
  }
}

/** Brings the tables up to a migration, or to the last, where their schema is there. `db` may be a transaction. */
export async function migrateTo(db: Kysely<unknown>, last?: string): Promise<void> {
  const provider = { getMigrations: async () => migrations };
  const migrator = new Migrator({ db, provider, migrationTableSchema: SCHEMA });
  const { error } = await (last ? migrator.migrateTo(last) : migrator.migrateToLatest());
  if (error) throw error;
}

/** A look that costs a tenth of what the migrator does before it finds nothing to do. */
async function isUpToDate(db: Kysely<unknown>): Promise<boolean> {
  return (await tablesOf(db)) === 'current';
}

/** Whose tables a database has. */
export async function tablesOf(db: Kysely<unknown>): Promise<Tables> {
  if (!(await exists(db, 'kysely_migration'))) return 'none';
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const [done, known] = [rows.map(({ name }) => name), Object.keys(migrations)];
  if (done.length === 0) return 'none';
  if (isDeepStrictEqual(done, known)) return 'current';
  return done.every((name) => known.includes(name)) ? 'older' : 'newer';
}

async function exists(db: Kysely<unknown>, table: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(
    db,
  );
  return rows[0]?.there === true;
}

/** For whoever looks into a database without running the app on it: throws where the app of this version never has. */
export async function requireTables(db: Kysely<unknown>): Promise<void> {
  if (await isUpToDate(db)) return;
  throw new Error(
    (await exists(db, 'reach_out'))
      ? 'The database was used last by another version of Reach Out. Start this one once, or use the command line of that one.'
      : 'Reach Out has never run on this database. Start it once, or check DATABASE_URL.',
  );
}
