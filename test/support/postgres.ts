import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { freePort } from '../../src/sandbox/app-process/free-port.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { findBinaries } from '../../src/store/embedded/binaries.ts';
import { findIdentity } from '../../src/store/embedded/identity.ts';
import { initialise } from '../../src/store/embedded/initialise.ts';
import { type Identity, start } from '../../src/store/embedded/programs.ts';
import { migrate } from '../../src/store/migrate.ts';
import { copyData } from './embedded.ts';
import { builtOnce, directoryInMemory } from './run-directory.ts';

/** A new database on a real PostgreSQL server. */
export interface BorrowedDatabase {
  url: string;
  /** The server stops with the last that is given back. */
  giveBack(): Promise<void>;
}

interface Server {
  urlOf(database: string): string;
  /** Away until it is resumed; what was committed is kept. */
  suspend(): Promise<void>;
  /** As a standby, which takes no changes until `select pg_promote()`, when that is asked. */
  resume(options?: { asStandby: boolean }): Promise<void>;
  /** Cuts all connections, as a server that goes away does. */
  stop(): Promise<void>;
}

let running: Promise<Server> | undefined;
let borrowed = 0;

/** One server serves a whole test file. */
export async function borrowDatabase(): Promise<BorrowedDatabase> {
  borrowed += 1;
  running ??= startServer();
  const server = await running;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await query(server.urlOf('postgres'), `create database ${name}`);
  return {
    url: server.urlOf(name),
    async giveBack() {
      borrowed -= 1;
      if (borrowed > 0) return;
      running = undefined;
      await server.stop();
    },
  };
}

export interface MigratedDatabase extends BorrowedDatabase {
  database: Database;
}

/** A new one with the app's tables. */
export async function migratedDatabase(): Promise<MigratedDatabase> {
  const { url, giveBack } = await borrowDatabase();
  const database = await openDatabase({ kind: 'postgres', url }, () => {});
  await migrate(database.kysely);
  return {
    ...{ url, database },
    async giveBack() {
      await database.close();
      await giveBack();
    },
  };
}

/** Nothing here needs to outlive a power cut. */
const CAREFREE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=100'];

/** A server of its own, for tests that take it away. */
export async function startServer(settings: readonly string[] = CAREFREE): Promise<Server> {
  const template = await builtOnce('cluster', makeCluster);
  const directory = directoryInMemory('postgres');
  copyData(template, directory);
  const identity = await findIdentity(findBinaries(), directory);
  const port = await freePort();
  const launchServer = () => launch(identity, directory, port, settings);
  let server = await launchServer();
  return {
    suspend: () => stopped(server, 'SIGINT'),
    async resume({ asStandby } = { asStandby: false }) {
      if (asStandby) fs.writeFileSync(path.join(directory, 'standby.signal'), '');
      server = await launchServer();
    },
    urlOf: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    async stop() {
      await stopped(server);
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Runs one statement on a connection of its own, as an operator would beside the app. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=reach_out,public' });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

async function makeCluster(directory: string): Promise<void> {
  const binaries = findBinaries();
  await initialise(binaries, await findIdentity(binaries, directory), directory, 'ignore');
  const rules = [
    'host all locked 127.0.0.1/32 scram-sha-256',
    'host all barred 127.0.0.1/32 reject',
    'local all all trust',
    'host all all 127.0.0.1/32 trust',
  ];
  fs.writeFileSync(path.join(directory, 'pg_hba.conf'), `${rules.join('\n')}\n`);
}

async function launch(
  identity: Identity,
  directory: string,
  port: number,
  settings: readonly string[],
): Promise<ChildProcess> {
  const all = [...settings, `port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  const server = start(
    identity,
    [findBinaries().postgres, '-D', directory, ...all.flatMap((setting) => ['-c', setting])],
    ['ignore', 'ignore', 'pipe'],
  );
  let said = '';
  const ready = new Promise((resolve) => {
    server.stderr?.on('data', (chunk) => {
      said += chunk;
      if (/ready to accept (read-only )?connections/.test(said)) resolve('ready');
    });
  });
  if ((await Promise.race([ready, once(server, 'exit')])) === 'ready') return server;
  throw new Error(`PostgreSQL did not start: ${said}`);
}

async function stopped(server: ChildProcess, signal: 'SIGQUIT' | 'SIGINT' = 'SIGQUIT'): Promise<void> {
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}

/** The app's own tables. */
export async function tablesOf(url: string): Promise<string[]> {
  const tables = await query<{ name: string }>(
    url,
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'reach_out'::regnamespace`,
  );
  return tables.map(({ name }) => name);
}

/** All that stands in tables, every column of every row, a row a line. */
export async function rowsOf(url: string, tables: string[]): Promise<string[]> {
  const all = tables.map((table) =>
    query<{ line: string }>(url, `select to_json(stored)::text as line from reach_out.${table} as stored`),
  );
  return (await Promise.all(all)).flat().map(({ line }) => `${line}\n`);
}
