import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type ConstructorOptions, fromPglite } from 'pg-boss';
import { openEmbedded } from './embedded.ts';
import { type PreparedPGlite, withPreparedStatements } from './prepared.ts';
import type { Schema } from './schema.ts';

export type DatabaseLocation = { kind: 'embedded'; directory: string } | { kind: 'postgres'; url: string };

/** The one database: our tables through `kysely`, pg-boss's own through `bossOptions`. */
export interface Database {
  kind: DatabaseLocation['kind'];
  kysely: Kysely<Schema>;
  bossOptions: ConstructorOptions;
  /** Stop pg-boss first: closing the embedded database ends its connection too. */
  close(): Promise<void>;
}

export async function openDatabase(
  location: DatabaseLocation,
  onConnectionError: (error: Error) => void,
): Promise<Database> {
  return location.kind === 'embedded'
    ? fromEmbedded(await openEmbedded(location.directory))
    : openPostgres(location.url, onConnectionError);
}

export function fromEmbedded(pglite: PGlite): Database {
  const prepared = withPreparedStatements(pglite);
  const kysely = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: prepared }) });
  return {
    kind: 'embedded',
    kysely,
    bossOptions: { db: fromPglite(bossView(pglite, prepared)), backend: 'pglite' },
    close: () => kysely.destroy(),
  };
}

/**
 * What pg-boss uses of PGlite: blocks of statements and notifications go to PGlite itself. A job that is
 * fetched or completed again after a crash does no harm; those sent in a transaction commit with it.
 */
function bossView(pglite: PGlite, { queryWithTheNext }: PreparedPGlite) {
  return {
    async query<Row>(sql: string, parameters?: unknown[]) {
      await afterOthers();
      return queryWithTheNext<Row>(sql, parameters);
    },
    async exec(sql: string) {
      await afterOthers();
      return sql.includes(';') ? pglite.exec(sql) : [await queryWithTheNext<object>(sql)];
    },
    listen: (channel: string, callback: (payload: string) => void) => pglite.listen(channel, callback),
  };
}

/** A commit wakes the workers at once; the answer to whoever waits for that commit goes out first. */
function afterOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** node-postgres gives int8 (and so count) as a string; PGlite as a number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

async function openPostgres(url: string, onConnectionError: (error: Error) => void): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
    application_name: 'reach-out',
  });
  // Without listeners, a server that goes away would end the process: the pool's own hears of idle
  // connections only, not of one in the middle of a transaction.
  pool.on('error', onConnectionError);
  pool.on('connect', (client) => client.on('error', onConnectionError));
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await sql`select 1`.execute(kysely);
  } catch (error) {
    await kysely.destroy();
    const { code, message } = error as Error & { code?: string };
    throw new Error(`The database that DATABASE_URL names can't be used (${code || message}).`, {
      cause: error,
    });
  }
  return {
    kind: 'postgres',
    kysely,
    bossOptions: { connectionString: url, max: 6, application_name: 'reach-out-jobs' },
    close: () => kysely.destroy(),
  };
}
