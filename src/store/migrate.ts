import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';

/** Brings the tables up to date; on PostgreSQL an advisory lock lets one instance at a time do it. */
export async function migrate(db: Kysely<unknown>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** For whoever looks into a database without running the app on it: throws where the app never has. */
export async function requireTables(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    there: boolean;
  }>`select to_regclass('reach_out') is not null as there`.execute(db);
  if (!rows[0]?.there)
    throw new Error('Reach Out has never run on this database. Start it once, or check DATABASE_URL.');
}
