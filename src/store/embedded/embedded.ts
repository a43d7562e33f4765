import path from 'node:path';
import { findBinaries } from './binaries.ts';
import { inspect, makeDirectory, refuseSharedFileSystem, requireWritable } from './data-directory.ts';
import { explainInitialisation } from './faults.ts';
import { findIdentity } from './identity.ts';
import { initialise } from './initialise.ts';
import { hasKeyFile } from './key-file.ts';
import { type Lock, lockDirectory } from './lock.ts';
import { claim } from './ownership.ts';
import { startServer } from './server.ts';
import { reachSocket } from './socket.ts';

/** Whole, because node-postgres takes what is missing from PG… variables of the environment. */
interface Connection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  options: string;
  ssl: false;
}

/** A PostgreSQL server of our own, running. */
export interface Embedded {
  /** How to connect to it. */
  connection: Connection;
  /** What it said it failed at; nothing, where it is another process's. */
  lastWords(): readonly string[];
  /** Stops it. Close the connections first: it does not wait for them. */
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Told once, with the cause, when the server is gone before it was closed. */
  onLost(error: Error): void;
  /** Told when the database's files were there once, and a new database took their place. */
  onBegunAnew?(directory: string): void;
  /** Connects to the server of a process that runs already, instead of being refused. */
  join?: boolean;
  /** Makes nothing where there is no database yet. */
  mustExist?: boolean;
}

/**
 * Starts PostgreSQL on a data directory, of which it makes sure that nobody else uses it, and which it
 * fills where it is new. It ends with this process, however that ends.
 * @throws with what to do, when it can't.
 */
export async function openEmbedded(dataDirectory: string, options: EmbeddedOptions): Promise<Embedded> {
  const home = path.resolve(dataDirectory);
  try {
    return await open(home, path.join(home, 'postgres'), options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code ? explainInitialisation(home, [message]) : error;
  }
}

class Taken extends Error {}

/** There is no database yet, and none was to be made. */
export class NoDatabaseYet extends Error {}

async function open(home: string, directory: string, options: EmbeddedOptions): Promise<Embedded> {
  if (options.mustExist && inspect(directory) !== 'database') {
    requireWritable(home);
    throw new NoDatabaseYet(`There is no database in ${home} yet. Start Reach Out once.`);
  }
  makeDirectory(home);
  refuseSharedFileSystem(home);
  const binaries = findBinaries();
  const locks: Lock[] = [];
  const lock = async (what: string) => {
    const got = await lockDirectory(what, { server: directory, waits: !options.join });
    if (!got)
      throw new Taken(
        `Another process is using ${home}. Stop it first, or give this one its own DATA_DIR (or a DATABASE_URL, which several processes may share).`,
      );
    locks.push(got);
    return got.fd;
  };
  const release = () => {
    for (const one of locks) one.release();
  };
  try {
    const homeFd = await lock(home);
    const content = inspect(directory);
    const wasThere = content === 'emptied' || (content === 'nothing' && hasKeyFile(home));
    const identity = await findIdentity(binaries, home);
    if (content !== 'database') await initialise(binaries, identity, directory, homeFd);
    // It may be a link, or be mounted there, and so be another home's as well.
    const lockFd = await lock(directory);
    if (wasThere) options.onBegunAnew?.(directory);
    claim(directory, identity);
    const socket = reachSocket(directory);
    const { onLost } = options;
    const server = await startServer({ binaries, identity, directory, lockFd, onLost });
    return {
      connection: connectionTo(socket.host),
      lastWords: server.lastWords,
      async close() {
        await server.stop();
        socket.release();
        release();
      },
    };
  } catch (error) {
    release();
    if (error instanceof Taken && options.join) return join(directory);
    throw error;
  }
}

function join(directory: string): Embedded {
  const socket = reachSocket(directory);
  return { connection: connectionTo(socket.host), lastWords: () => [], close: async () => socket.release() };
}

function connectionTo(host: string): Connection {
  return { host, port: 5432, user: 'postgres', password: '', options: ' ', database: 'postgres', ssl: false };
}
