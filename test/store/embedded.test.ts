import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { openEmbedded } from '../../src/store/embedded.ts';
import { preparedDataDirectory } from '../support/embedded.ts';
import { temporaryDirectory } from '../support/run-directory.ts';

const MODULE = pathToFileURL(path.join(import.meta.dirname, '../../src/store/embedded.ts')).href;

const children: ChildProcess[] = [];

/** Another process that opens the directory, says so, and holds it. `before`: a script that it runs first. */
function open(directory: string, before = ''): ChildProcess {
  const script = `
    ${before}
    const { openEmbedded } = await import(${JSON.stringify(MODULE)});
    globalThis.pglite = await openEmbedded(${JSON.stringify(directory)});
    console.log('open');
    setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '--eval', script]);
  children.push(child);
  return child;
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

test('what is committed is on the disk: fsync happens, once a commit at least', async () => {
  const pglite = await openEmbedded(await preparedDataDirectory());
  await pglite.exec('create table probe (n integer)');
  const fsync = jest.spyOn(fs, 'fsyncSync');
  for (let n = 0; n < 100; n++) await pglite.query('insert into probe values ($1)', [n]);
  const during = fsync.mock.calls.length;
  for (let n = 0; n < 100; n++) await pglite.query('select $1::int', [n]);
  const after = fsync.mock.calls.length;
  fsync.mockRestore();
  await pglite.close();
  expect(during).toBeGreaterThanOrEqual(100);
  expect(after - during).toBeLessThan(10);
});

describe('one directory is for one process', () => {
  test('a second one is refused, with what to do, and the first works on', async () => {
    const directory = await preparedDataDirectory();
    const pglite = await openEmbedded(directory);
    const second = open(directory);
    let said = '';
    second.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    const [code] = await once(second, 'exit');
    expect(code).not.toBe(0);
    expect(said).toContain(`Another process is using ${directory}`);
    expect(said).toContain('DATABASE_URL');
    expect((await pglite.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await expect(openEmbedded(directory)).rejects.toThrow('Another process is using');
    await pglite.close();
  });

  test('a process that was killed holds nothing', async () => {
    const directory = await preparedDataDirectory();
    const holder = open(directory);
    await once(holder.stdout as NodeJS.EventEmitter, 'data');
    await expect(openEmbedded(directory)).rejects.toThrow('Another process is using');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const pglite = await openEmbedded(directory);
    await pglite.close();
  });

  test('also where its path is too long for a socket', async () => {
    const directory = path.join(temporaryDirectory('long'), 'x'.repeat(120));
    fs.cpSync(await preparedDataDirectory(), directory, { recursive: true });
    const pglite = await openEmbedded(directory);
    await expect(openEmbedded(directory)).rejects.toThrow('Another process is using');
    await pglite.close();
  });
});

test.each([
  ['writeFileSync', 'postgres.init/PG_VERSION'],
  ['renameSync', 'postgres.init'],
])('a kill in the first initialisation, at %s of %s, leaves a directory that opens', async (call, file) => {
  const directory = temporaryDirectory('fresh');
  const first = open(
    directory,
    `const { default: fs } = await import('node:fs');
    const original = fs.${call};
    fs.${call} = (name, ...rest) => {
      if (name === ${JSON.stringify(path.join(directory, file))}) process.kill(process.pid, 'SIGKILL');
      return original(name, ...rest);
    };`,
  );
  const [, signal] = await once(first, 'exit');
  expect(signal).toBe('SIGKILL');
  expect(fs.existsSync(path.join(directory, 'postgres'))).toBe(false);
  const pglite = await openEmbedded(directory);
  expect((await pglite.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pglite.close();
});

test('a steady stream of queries lets timers through', async () => {
  const pglite = await openEmbedded(await preparedDataDirectory());
  await pglite.exec('create table probe (n integer)');
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 5);
  const started = performance.now();
  await pglite.transaction(async (transaction) => {
    for (let n = 0; n < 8000; n++) await transaction.query('insert into probe values ($1)', [n]);
  });
  const lasted = performance.now() - started;
  clearInterval(timer);
  await pglite.close();
  expect(ticks).toBeGreaterThan(lasted / 5 / 20);
  expect(ticks).toBeGreaterThan(10);
});
