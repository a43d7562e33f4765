import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import { VERSION } from '../../../src/store/embedded/data-directory.ts';
import { readKeyFile } from '../../../src/store/embedded/key-file.ts';
import { copyData, preparedDataDirectory } from '../../support/embedded.ts';
import { temporaryDirectory } from '../../support/run-directory.ts';
import { openElsewhere } from './other-process.ts';

let database: Database | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

async function open(directory: string): Promise<Database> {
  database = await openDatabase({ kind: 'embedded', directory }, () => {});
  return database;
}

async function answerOf(statement: string): Promise<unknown> {
  if (!database) throw new Error('nothing is open');
  const { rows } = await sql<{ answer: unknown }>`select ${sql.raw(statement)} as answer`.execute(
    database.kysely,
  );
  return rows[0]?.answer;
}

test('a new directory gets a database that is safe on the disk and can be reached by its socket only', async () => {
  const directory = path.join(temporaryDirectory('new'), 'not', 'there', 'yet');
  await open(directory);
  for (const [setting, value] of [
    ...[
      ['fsync', 'on'],
      ['synchronous_commit', 'on'],
      ['full_page_writes', 'on'],
      ['data_checksums', 'on'],
    ],
    ...[
      ['listen_addresses', ''],
      ['unix_socket_directories', '.'],
    ],
    ...[
      ['server_encoding', 'UTF8'],
      ['autovacuum', 'on'],
    ],
  ]) {
    expect([setting, await answerOf(`current_setting('${setting}')`)]).toEqual([setting, value]);
  }
  const locale = '(select datlocale from pg_database where datname = current_database())';
  expect(await answerOf(locale)).toBe('C.UTF-8');
  expect(fs.statSync(path.join(directory, 'postgres')).mode & 0o777).toBe(0o700);
  expect(fs.readFileSync(path.join(directory, 'postgres/PG_VERSION'), 'utf8').trim()).toBe(VERSION);
  expect(fs.readdirSync(directory)).toEqual(['postgres']);
});

test('few processes: no launcher, no worker that one app has no use for', async () => {
  await open(await preparedDataDirectory());
  const kindsNow = () =>
    answerOf(`(
    select array_agg(distinct backend_type) from pg_stat_activity
    where pid <> pg_backend_pid() and backend_type <> 'autovacuum worker')`);
  // It begins a moment after the server takes connections.
  while (!String(await kindsNow()).includes('autovacuum launcher')) await delay(50);
  const kinds = await kindsNow();
  expect(kinds).toEqual(['autovacuum launcher', 'background writer', 'checkpointer', 'walwriter']);
});

test('what was written is there at the next opening', async () => {
  const directory = await preparedDataDirectory();
  const first = await open(directory);
  await sql`create table kept as select 'written' as word`.execute(first.kysely);
  await first.close();
  await open(directory);
  expect(await answerOf('(select word from kept)')).toBe('written');
});

test.each([
  ['a space and quotes', `it's "a" place`],
  ['shell characters', '$HOME;*&|`'],
  ['more than a socket takes', 'x'.repeat(130)],
  ['letters of elsewhere', 'données ☎'],
])('a path with %s', async (_, name) => {
  const directory = path.join(temporaryDirectory('path'), name);
  fs.mkdirSync(directory);
  copyData(await preparedDataDirectory(), directory);
  await open(directory);
  expect(await answerOf('1')).toBe(1);
});

test.each([
  ['no home and no variable at all', {}],
  ['variables of PostgreSQL', { PGHOST: 'nowhere', PGUSER: 'x', PGDATABASE: 'x', PGSSLMODE: 'require' }],
  ['options of PostgreSQL', { PGOPTIONS: '-c no.such=1 -c nothing', PGDATA: '/nowhere', PGPORT: '1' }],
])('an environment with %s', async (_, env) => {
  const other = openElsewhere(await preparedDataDirectory(), { env });
  expect(await other.opened()).toBe('open\n');
  other.child.kill('SIGTERM');
  await other.ended();
  expect(other.child.exitCode).toBe(0);
});

const empty = (files: string) => {
  for (const name of fs.readdirSync(files)) fs.rmSync(path.join(files, name), { recursive: true });
};

test.each<[string, (files: string, directory: string) => void]>([
  ['emptied', empty],
  [
    'gone, but for the key of what was in it',
    (files, directory) => {
      readKeyFile(directory);
      fs.rmSync(files, { recursive: true });
    },
  ],
])('a database that is %s begins anew, and that is told', async (_, lose) => {
  const directory = await preparedDataDirectory();
  const files = path.join(directory, 'postgres');
  lose(files, directory);
  const told: string[] = [];
  const hooks = { onBegunAnew: (where: string) => told.push(where) };
  database = await openDatabase({ kind: 'embedded', directory }, () => {}, hooks);
  expect(told).toEqual([files]);
  expect(await answerOf("to_regclass('reach_out') is null")).toBe(true);
});

test('a first initialisation that was cut off is begun again', async () => {
  const directory = temporaryDirectory('cut-off');
  const first = openElsewhere(directory);
  const draft = path.join(directory, 'postgres.init', 'base');
  await new Promise<void>((resolve) => {
    const watcher = fs.watch(directory, { recursive: true }, () => {
      if (!fs.existsSync(draft)) return;
      watcher.close();
      resolve();
    });
  });
  first.child.kill('SIGKILL');
  await first.ended();
  expect(fs.existsSync(path.join(directory, 'postgres'))).toBe(false);
  await open(directory);
  expect(await answerOf('1')).toBe(1);
  expect(fs.readdirSync(directory)).toEqual(['postgres']);
});
