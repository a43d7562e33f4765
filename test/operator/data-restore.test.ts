import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { builtApp } from '../../src/build/built-app.ts';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { preparedDataDirectory } from '../support/embedded.ts';
import {
  type BorrowedDatabase,
  borrowDatabase,
  type MigratedDatabase,
  migratedDatabase,
  query,
} from '../support/postgres.ts';
import { follow } from '../support/process.ts';
import { temporaryDirectory } from '../support/run-directory.ts';
import { callsFor, reachOut, told } from '../support/steps.ts';
import { runData } from '../support/transfer.ts';
import { startWorld } from '../support/world.ts';

const SCHEMA_THERE = "select from pg_namespace where nspname = 'reach_out'";

let directory: string;
let borrowed: BorrowedDatabase;
let source: MigratedDatabase;
/** A file of many entries. */
let many: string;
beforeAll(async () => {
  directory = temporaryDirectory('restore');
  // The database, which does not run as root, must be able to pass through it.
  fs.chmodSync(directory, 0o711);
  borrowed = await borrowDatabase();
  source = await migratedDatabase();
  // A few megabytes that no compression makes smaller.
  await query(
    source.url,
    `insert into audit_entry (at, actor, action, detail)
     select now(), 'U' || n, 'x', jsonb_build_object('n', encode(sha256(n::text::bytea), 'hex'))
     from generate_series(1, 20000) as n`,
  );
  many = path.join(directory, 'many.gz');
  expect(await runData(['export', many], { DATABASE_URL: source.url })).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await source.giveBack();
  await borrowed.giveBack();
});

test('a backup that is made while the app runs is restored, and nobody is called a second time', async () => {
  const data = await preparedDataDirectory();
  const world = await startWorld({ env: { DATA_DIR: data } });
  const ada = world.slack.as(seedIds.ada);
  const before = await reachOut(world, ada);
  await told(world, before, 'card', 'Accepted');
  world.connect.fault({ operation: 'StartOutboundChatContact', kind: 'throttle', times: 1_000 });
  const waiting = await reachOut(world, ada, '+1 206 555 0153 sms Hi there');
  await told(world, waiting, 'card');
  await world.slack.waitFor(() => callsFor(world, waiting).length > 0);

  const file = path.join(directory, 'running.gz');
  const backup = await runData(['backup', file], { DATA_DIR: data });
  expect(backup).toMatchObject({ code: 0, said: expect.stringContaining('2 reach-outs') });
  expect(backup.said).toContain('the file encryption-key in DATA_DIR');
  const meanwhile = await runData(['import', file], { DATA_DIR: data });
  expect(meanwhile).toEqual({ code: 1, said: expect.stringContaining('Another process is using') });

  // What happens after the backup is not in it.
  world.connect.clearFaults();
  world.turn(120);
  await told(world, waiting, 'card', 'Accepted');
  const called = callsFor(world, waiting).length;
  const after = await reachOut(world, ada, '+1 206 555 0154 sms Hi there');
  await told(world, after, 'card', 'Accepted');

  await world.restart(async () => {
    fs.rmSync(path.join(data, 'postgres'), { recursive: true });
    const imported = await runData(['import', file], { DATA_DIR: data });
    expect(imported).toMatchObject({
      code: 0,
      said: expect.stringContaining('1 reach-out may have been started there'),
    });
  });
  await told(world, waiting, 'card', "don't know", 20_000);
  await world.app.drain();
  expect(callsFor(world, waiting)).toHaveLength(called);
  expect(callsFor(world, before)).toHaveLength(1);
  // Number and text are read by the key that was kept beside it.
  const again = await reachOut(world, ada, '+1 206 555 0155 sms Hi there');
  await told(world, again, 'card', 'Accepted');
  await world.stop();
});

test('from the embedded database to PostgreSQL and back: under a key of one’s own, or with the key in the file', async () => {
  const data = await preparedDataDirectory();
  const keys = { REACH_OUT_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}` };
  const world = await startWorld({ env: { DATA_DIR: data } });
  const id = await reachOut(world, world.slack.as(seedIds.ada));
  await told(world, id, 'card', 'Accepted');
  await world.stop();
  const own = path.join(directory, 'own.gz');
  expect(await runData(['backup', own, '--with-key'], { DATA_DIR: data })).toMatchObject({
    code: 0,
    said: expect.stringContaining('whoever has this file can read every number and text'),
  });
  expect(await runData(['import', own], { DATABASE_URL: borrowed.url, ...keys })).toMatchObject({
    code: 1,
    said: expect.stringContaining('which no PostgreSQL has'),
  });
  await runData(['reencrypt'], { DATA_DIR: data, ...keys });
  const portable = path.join(directory, 'portable.gz');
  expect(await runData(['export', portable], { DATA_DIR: data, ...keys })).toMatchObject({
    code: 0,
    said: expect.stringContaining(
      'Keep what it is encrypted with elsewhere, too, or nobody can read it: the key k1.',
    ),
  });
  expect(await runData(['import', portable], { DATABASE_URL: borrowed.url, ...keys })).toMatchObject({
    code: 0,
  });
  const back = path.join(directory, 'back.gz');
  await runData(['export', back], { DATABASE_URL: borrowed.url, ...keys });
  const home = path.join(directory, 'home');
  expect(await runData(['import', back], { DATA_DIR: home, ...keys })).toMatchObject({ code: 0 });

  const elsewhere = path.join(directory, 'elsewhere');
  expect(await runData(['import', own], { DATA_DIR: elsewhere })).toMatchObject({ code: 0 });
  const kept = fs.readFileSync(path.join(data, 'encryption-key'), 'utf8');
  expect(fs.readFileSync(path.join(elsewhere, 'encryption-key'), 'utf8')).toBe(kept);
  expect(fs.statSync(path.join(elsewhere, 'encryption-key')).mode & 0o777).toBe(0o600);
  // One that is there already is never replaced.
  const other = path.join(directory, 'other');
  fs.mkdirSync(other);
  const another = randomBytes(32).toString('base64');
  fs.writeFileSync(path.join(other, 'encryption-key'), another);
  expect(await runData(['import', own], { DATA_DIR: other })).toMatchObject({
    code: 1,
    said: expect.stringContaining('is another key than the one that comes with the data'),
  });
  expect(fs.readFileSync(path.join(other, 'encryption-key'), 'utf8')).toBe(another);
});

const start = async (args: string[], env: Record<string, string>, stdio: ('pipe' | number)[] = []) => {
  const main = path.join(await builtApp(), 'operator/main.js');
  const child = spawn(process.execPath, ['--no-warnings', main, 'data', ...args], {
    ...(stdio.length > 0 && { stdio }),
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  return follow(child);
};

test.each([
  ['SIGKILL', ''],
  ['SIGINT', 'Nothing was imported. It was stopped.\n'],
  [
    'a pipe that ends',
    'Nothing was imported. The file was cut off: its end is missing. Take another copy of it.\n',
  ],
] as const)('an import that is ended by %s leaves nothing behind', async (end, says) => {
  const { url } = await borrowDatabase();
  const bytes = fs.readFileSync(many);
  const importing = await start(['import', '-'], { DATABASE_URL: url });
  // Half of it: the tables are made, and one of them waits for more of its rows.
  importing.child.stdin?.on('error', () => {});
  importing.child.stdin?.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
  const copying = "select from pg_stat_activity where query like 'copy %' and datname = current_database()";
  while ((await query(url, copying)).length === 0) await delay(20);
  if (end === 'a pipe that ends') importing.child.stdin?.end();
  else importing.child.kill(end);
  const code = await importing.ended();
  expect(code === 0).toBe(false);
  expect(importing.output()).toBe(says);
  const others =
    'select from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()';
  while ((await query(url, others)).length > 0) await delay(20);
  expect(await query(url, SCHEMA_THERE)).toEqual([]);
  expect(await runData(['import', many], { DATABASE_URL: url })).toMatchObject({ code: 0 });
});

test('an export to a pipe is stopped by the first signal, and says that it is not whole', async () => {
  // It waits as long as somebody has the table.
  const holder = new pg.Client({ connectionString: source.url });
  await holder.connect();
  await holder.query('begin; lock table reach_out.reach_out in access exclusive mode');
  const exporting = await start(['export', '-'], { DATABASE_URL: source.url });
  const waiting =
    "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
  while ((await query(source.url, waiting)).length === 0) await delay(20);
  exporting.child.kill('SIGTERM');
  expect(await exporting.ended()).toBe(1);
  expect(exporting.output()).toBe('Stopped: what was written is not whole.\n');
  await holder.end();
});

test('what nobody reads, or no disk takes, ends the export with 1', async () => {
  const full = fs.openSync('/dev/full', 'w');
  const onFull = await start(['export', '-'], { DATABASE_URL: source.url }, ['pipe', full, 'pipe']);
  expect(await onFull.ended()).toBe(1);
  expect(onFull.output()).toContain('No space is left');
  const unread = await start(['export', '-'], { DATABASE_URL: source.url });
  unread.child.stdout?.destroy();
  expect((await once(unread.child, 'close'))[0]).toBe(1);
});
