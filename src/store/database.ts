import path from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { findFullDisk } from './embedded/data-directory.ts';
import { type EmbeddedOptions, openEmbedded } from './embedded/embedded.ts';
import { explainStart } from './embedded/faults.ts';
import { connectOnce, type OneConnection } from './one-connection.ts';
import { IDENTITY, types } from './pg-settings.ts';
import { checkServer } from './postgres/check.ts';
import { sentenceFor } from './postgres/faults.ts';
import { PreparingClient } from './preparing-client.ts';
import { SESSION, STATEMENT_MS } from './session.ts';

export type DatabaseLocation = { kind: 'embedded'; directory: string } | { kind: 'postgres'; url: string };

/** Connections to the database, and how many wait for one. */
export interface Connections {
  busy: number;
  idle: number;
  waiting: number;
}

/** Hears of each statement that is over. Never throws. */
export type OnStatement = (statement: { outcome: 'ok' | 'error'; seconds: number }) => void;

/** The one database. */
export interface Database {
  kind: DatabaseLocation['kind'];
  /** Where it is kept, if it is the app's own. */
  directory?: string;
  kysely: Kysely<unknown>;
  connections(): Connections;
  /** A connection beside the others, for whatever takes long: its statements may. To be closed before the database is. */
  connect(): Promise<OneConnection>;
  close(): Promise<void>;
}

/** `embedded` is about the embedded database alone; that it is lost is thrown, unless somebody is told. */
export async function openDatabase(
  location: DatabaseLocation,
  onConnectionError: (error: Error) => void,
  embedded: Partial<EmbeddedOptions> = {},
  onStatement: OnStatement = () => {},
): Promise<Database> {
  const hears = { onConnectionError, onStatement };
  return location.kind === 'embedded'
    ? openOwn(location.directory, hears, { onLost: raise, ...embedded })
    : openPostgres(location.url, hears);
}

interface Hears {
  onConnectionError: (error: Error) => void;
  onStatement: OnStatement;
}

/** Changes nothing. PostgreSQL looks for the files of each table that stands in it, and of its indexes. */
const TRY = `with changed as (update reach_out set due_at = due_at where false),
    accounted as (update audit_entry set action = action where false)
  update pace set wait = wait where false`;

/** What keeps the database from taking changes now, as a sentence; undefined where nothing does. */
export async function findFault({ kysely, directory }: Database): Promise<string | undefined> {
  try {
    await sql.raw(TRY).execute(kysely);
    return directory && findFullDisk(directory);
  } catch (error) {
    return sentenceFor(error) ?? 'The database does not answer.';
  }
}

function raise(error: Error): never {
  throw error;
}

/** Each connection is a process of a few megabytes; more of them make nothing faster on one machine. */
const OWN_CONNECTIONS = 4;

async function openOwn(
  directory: string,
  { onConnectionError, onStatement }: Hears,
  options: EmbeddedOptions,
): Promise<Database> {
  const embedded = await openEmbedded(directory, options);
  let isClosing = false;
  const { kysely, connections } = createKysely(
    { ...embedded.connection, max: OWN_CONNECTIONS },
    {
      // The server may end a connection before it hears that we have.
      onConnectionError: (error) => void (isClosing || onConnectionError(error)),
      onStatement,
    },
  );
  const close = async () => {
    isClosing = true;
    await kysely.destroy();
    await embedded.close();
  };
  try {
    await sql`select 1`.execute(kysely);
  } catch (error) {
    await close();
    const { message } = error as Error;
    const said = error instanceof pg.DatabaseError ? [`FATAL: ${message}`] : embedded.lastWords();
    if (said.length > 0) throw explainStart(path.resolve(directory), said);
    throw new Error(`The database in ${directory} does not answer (${message}). Try again in a moment.`);
  }
  const connect = () => connectOnce(embedded.connection, onConnectionError);
  return { kind: 'embedded', directory, kysely, connections, connect, close };
}

function createKysely(
  config: pg.PoolConfig,
  { onConnectionError, onStatement }: Hears,
): Pick<Database, 'kysely' | 'connections'> {
  const pool = new pg.Pool({
    Client: PreparingClient,
    types,
    ...IDENTITY,
    query_timeout: STATEMENT_MS,
    onConnect: async (client: pg.ClientBase) => void (await client.query(SESSION)),
    ...config,
  });
  // Without listeners, a server that goes away would end the process: the pool's own hears of idle
  // connections only, not of one in the middle of a transaction.
  pool.on('error', onConnectionError);
  pool.on('connect', (client) => client.on('error', onConnectionError));
  const kysely = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    log: ({ level, queryDurationMillis: ms }) =>
      onStatement({ outcome: level === 'query' ? 'ok' : 'error', seconds: ms / 1000 }),
  });
  const connections = () => ({
    busy: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    // Whoever asks waits for a moment, also for one that is idle or that there is still room for.
    waiting: Math.max(0, pool.waitingCount - pool.idleCount - (pool.options.max - pool.totalCount)),
  });
  return { kysely, connections };
}

async function openPostgres(url: string, hears: Hears): Promise<Database> {
  await checkServer(url);
  const { kysely, connections } = createKysely({ connectionString: url, max: 10 }, hears);
  const connect = () => connectOnce({ connectionString: url }, hears.onConnectionError);
  return { kind: 'postgres', kysely, connections, connect, close: () => kysely.destroy() };
}
