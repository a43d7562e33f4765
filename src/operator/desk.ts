import { pipeline } from 'node:stream/promises';
import { parseDatabaseConfig } from '../config/config.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { requireTables } from '../store/migrate.ts';
import type { Desk } from './word.ts';

interface OpenDesk extends Desk {
  close(): Promise<void>;
}

/** What the words of the command line work with. */
export function openDesk(env: Desk['env']): OpenDesk {
  let opened: Promise<Database> | undefined;

  async function open(): Promise<Database> {
    const database = await openDatabase(parseDatabaseConfig(env), () => {}, { join: true });
    await requireTables(database.kysely).catch(async (error) => {
      await database.close();
      throw error;
    });
    return database;
  }

  return {
    env,
    database() {
      opened ??= open();
      return opened;
    },
    print: (line) => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
    async pour(lines) {
      try {
        await pipeline(lines, process.stdout, { end: false });
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
        return false;
      }
    },
    close: async () => (await opened?.catch(() => undefined))?.close(),
  };
}
