import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type DatabaseLocation, parseStoreConfig } from '../config/config.ts';
import type { Diagnosis } from '../domain/doctor/finding.ts';
import type { Key } from '../domain/kernel/key.ts';
import { listenForSignals } from '../signals.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { hasKeyFile, readKeyFile } from '../store/embedded/key-file.ts';
import { requireTables } from '../store/migrate.ts';
import { openVault } from '../store/open-vault.ts';
import { createProgress } from './progress.ts';
import type { Desk } from './word.ts';

interface OpenDesk extends Desk {
  close(): Promise<void>;
}

/** What doctor finds in an environment; `open` opens the database that it names. */
type Examine = (
  env: Desk['env'],
  open: (location: DatabaseLocation) => Promise<Database>,
) => Promise<Diagnosis>;

/** What the words of the command line work with. */
export function openDesk(env: Desk['env'], version: string, examine: Examine): OpenDesk {
  const progress = createProgress(process.stderr);
  let opened: Promise<Database> | undefined;

  async function open(): Promise<Database> {
    const database = await join(parseStoreConfig(env).database);
    await requireTables(database.kysely).catch(async (error) => {
      await database.close();
      throw error;
    });
    return database;
  }

  /** The database's own key is made by the app alone. */
  function keys(): Key[] {
    const { database, encryptionKeys } = parseStoreConfig(env);
    const hasOwn = database.kind === 'embedded' && hasKeyFile(database.directory);
    return hasOwn ? [...encryptionKeys, readKeyFile(database.directory)] : encryptionKeys;
  }

  function database(): Promise<Database> {
    opened ??= open();
    return opened;
  }

  /** Of any version; opened for doctor alone, and closed after it. */
  async function examineAll(its = env): Promise<Diagnosis> {
    let joined: Promise<Database> | undefined;
    try {
      return await examine(its, (location) => {
        joined ??= join(location, { mustExist: true });
        return joined;
      });
    } finally {
      await (await joined?.catch(() => undefined))?.close();
    }
  }

  return {
    env,
    envFile: path.resolve('.env'),
    version,
    isShown: process.stdout.isTTY,
    stop: listenForSignals,
    examine: examineAll,
    hasColours: process.stdout.isTTY && process.stdout.hasColors(),
    ...(process.stdin.isTTY &&
      process.stdout.isTTY && { terminal: { input: process.stdin, output: process.stdout } }),
    database,
    vault: async () => openVault((await database()).kysely, keys()),
    print: (line) => void process.stdout.write(`${line}\n`),
    note(line) {
      progress.clear();
      process.stderr.write(`${line}\n`);
    },
    progress,
    async pour(text) {
      try {
        await pipeline(text, process.stdout, { end: false });
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
        return false;
      }
    },
    close: async () => (await opened?.catch(() => undefined))?.close(),
  };
}

/** Whether the app runs or not; its tables are left as they are. */
function join(location: DatabaseLocation, options: { mustExist?: boolean } = {}): Promise<Database> {
  return openDatabase(location, () => {}, { join: true, ...options });
}
