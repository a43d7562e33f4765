import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type ConstructorOptions, fromPglite } from 'pg-boss';
import { type Embedded, openEmbedded } from './embedded/embedded.ts';
import { type Lane, shareSession, WITH_THE_NEXT } from './embedded/session.ts';
import { PreparingClient } from './preparing-client.ts';
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
    ? fromEmbedded(await openEmbedded(location.directory), onConnectionError)
    : openPostgres(location.url, onConnectionError);
}

async function fromEmbedded(
  embedded: Embedded,
  onConnectionError: (error: Error) => void,
): Promise<Database> {
  const client = new PreparingClient({ stream: () => embedded.stream, pipeline: true, types });
  client.on('error', onConnectionError);
  await client.connect();
  const session = shareSession(client);
  const pool = {
    connect: async () => session.lane(),
    async end() {
      await client.end();
      await embedded.close();
    },
    options: {},
  };
  // Kysely's type asks for all of pg.Pool; these members are what it calls.
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pool as never }) });
  return {
    kind: 'embedded',
    kysely,
    bossOptions: { db: fromPglite(bossView(client, session.lane())), backend: 'pglite' },
    close: () => kysely.destroy(),
  };
}

/**
 * What pg-boss uses of PGlite. A job that is fetched or completed again after a crash does no harm; those
 * sent in a transaction commit with it.
 */
function bossView(client: pg.Client, { query }: Lane) {
  return {
    async query<Row>(sql: string, parameters: unknown[] = []) {
      await afterOthers();
      return (await query(`${sql} ${WITH_THE_NEXT}`, parameters)) as { rows: Row[] };
    },
    async exec(sql: string) {
      await afterOthers();
      return [await query(sql.includes(';') ? sql : `${sql} ${WITH_THE_NEXT}`)].flat();
    },
    async listen(channel: string, callback: (payload: string) => void) {
      const hear = (message: pg.Notification) => {
        if (message.channel === channel) callback(message.payload ?? '');
      };
      client.on('notification', hear);
      await query(`listen ${client.escapeIdentifier(channel)}`);
      return async () => {
        client.off('notification', hear);
        await query(`unlisten ${client.escapeIdentifier(channel)}`);
      };
    },
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
    Client: PreparingClient,
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
