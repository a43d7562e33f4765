import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { builtOnce, directoryInMemory, temporaryDirectory } from './run-directory.ts';

/** A data directory with an up-to-date, empty database in it: opening one takes a tenth of making one. */
export async function preparedDataDirectory({ isInMemory = false } = {}): Promise<string> {
  const template = await builtOnce('embedded', prepare);
  const directory = isInMemory ? directoryInMemory('data') : temporaryDirectory('data');
  copyData(template, directory);
  return directory;
}

/** Copies what is in a directory into another; whoever owns it keeps it. */
export function copyData(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', `${from}/.`, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cp failed: ${stderr}`);
}

async function prepare(directory: string): Promise<void> {
  // The database, which does not run as root, must be able to pass through it.
  fs.chmodSync(directory, 0o711);
  const database = await openDatabase({ kind: 'embedded', directory }, () => {});
  await migrate(database.kysely);
  await withoutTemplates(database.kysely);
  await database.close();
}

/** Two thirds of the files belong to databases that only CREATE DATABASE reads. */
async function withoutTemplates(kysely: Kysely<unknown>): Promise<void> {
  await sql`update pg_database set datistemplate = false`.execute(kysely);
  await sql`drop database template0`.execute(kysely);
  await sql`drop database template1`.execute(kysely);
}
