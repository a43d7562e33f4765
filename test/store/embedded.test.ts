import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openEmbedded } from '../../src/store/embedded/embedded.ts';
import { openPGlite } from '../../src/store/embedded/pglite.ts';
import { preparedDataDirectory } from '../support/embedded.ts';
import { temporaryDirectory } from '../support/run-directory.ts';

const EMBEDDED = path.join(import.meta.dirname, '../../src/store/embedded');

const children: ChildProcess[] = [];

/** Another process; `open` in its script gives what a file beside the embedded database exports. */
function run(script: string): ChildProcess {
  const open = `const open = (file) => import(${JSON.stringify(pathToFileURL(EMBEDDED).href)} + '/' + file);`;
  const options = ['--no-warnings', '--input-type=module', '--eval', `${open} ${script}`];
  const child = spawn(process.execPath, options);
  children.push(child);
  return child;
}

/** Another process that opens the directory, says so, and holds it. */
function hold(directory: string): ChildProcess {
  return run(`
    const { openEmbedded } = await open('embedded.ts');
    await openEmbedded(${JSON.stringify(directory)});
    console.log('open');`);
}

const opened = (directory: string) => openDatabase({ kind: 'embedded', directory }, () => {});

async function answers({ kysely }: Database): Promise<void> {
  expect((await sql`select 1 as one`.execute(kysely)).rows).toEqual([{ one: 1 }]);
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

test('what is committed is on the disk: fsync happens, once a commit at least', async () => {
  const pglite = await openPGlite(path.join(await preparedDataDirectory(), 'postgres'));
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
    const database = await opened(directory);
    const second = hold(directory);
    let said = '';
    second.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    const [code] = await once(second, 'exit');
    expect(code).not.toBe(0);
    expect(said).toContain(`Another process is using ${directory}`);
    expect(said).toContain('DATABASE_URL');
    await answers(database);
    await expect(openEmbedded(directory)).rejects.toThrow('Another process is using');
    await database.close();
  });

  test('a process that was killed holds nothing', async () => {
    const directory = await preparedDataDirectory();
    const holder = hold(directory);
    await once(holder.stdout as NodeJS.EventEmitter, 'data');
    await expect(openEmbedded(directory)).rejects.toThrow('Another process is using');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const database = await openEmbedded(directory);
    await database.close();
  });

  test('also where its path is too long for a socket', async () => {
    const directory = path.join(temporaryDirectory('long'), 'x'.repeat(120));
    fs.cpSync(await preparedDataDirectory(), directory, { recursive: true });
    const database = await openEmbedded(directory);
    await expect(openEmbedded(directory)).rejects.toThrow('Another process is using');
    await database.close();
  });
});

test.each([
  ['writeFileSync', 'postgres.init/PG_VERSION'],
  ['renameSync', 'postgres.init'],
])('a kill in the first initialisation, at %s of %s, leaves a directory that opens', async (call, file) => {
  const directory = temporaryDirectory('fresh');
  const first = run(`
    const { default: fs } = await import('node:fs');
    const original = fs.${call};
    fs.${call} = (name, ...rest) => {
      if (name === ${JSON.stringify(path.join(directory, file))}) process.kill(process.pid, 'SIGKILL');
      return original(name, ...rest);
    };
    const { openPGlite } = await open('pglite.ts');
    await openPGlite(${JSON.stringify(path.join(directory, 'postgres'))});`);
  const [, signal] = await once(first, 'exit');
  expect(signal).toBe('SIGKILL');
  expect(fs.existsSync(path.join(directory, 'postgres'))).toBe(false);
  const database = await opened(directory);
  await answers(database);
  await database.close();
});

test('answers are passed on, and none is kept', async () => {
  const sending = jest.spyOn(Worker.prototype, 'postMessage');
  const database = await opened(await preparedDataDirectory());
  for (let n = 0; n < 100; n++)
    await sql`select n, 'some text' as text from generate_series(1, 5000) as n`.execute(database.kysely);
  const [thread] = sending.mock.contexts as Worker[];
  sending.mockRestore();
  const heap = await thread?.getHeapStatistics();
  await database.close();
  expect(heap?.used_heap_size).toBeLessThan(60 * 1024 ** 2);
});

test('a process whose database breaks down ends, and says so', async () => {
  const directory = await preparedDataDirectory();
  const process = run(`
    const { Worker } = await import('node:worker_threads');
    const { openEmbedded } = await open('embedded.ts');
    Worker.prototype.postMessage = function () { this.terminate(); };
    const { stream } = await openEmbedded(${JSON.stringify(directory)});
    stream.write('anything');
    setInterval(() => {}, 1000);`);
  let said = '';
  process.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(process, 'exit');
  expect(code).toBe(1);
  expect(said).toContain('The embedded database broke down. Start Reach Out again.');
  const database = await opened(directory);
  await answers(database);
  await database.close();
});

test('a steady stream of statements lets timers through', async () => {
  const database = await opened(await preparedDataDirectory());
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 5);
  const started = performance.now();
  await database.kysely.transaction().execute(async (transaction) => {
    for (let n = 0; n < 4000; n++) await sql`select ${n}::int`.execute(transaction);
  });
  const lasted = performance.now() - started;
  clearInterval(timer);
  await database.close();
  expect(ticks).toBeGreaterThan(lasted / 5 / 20);
  expect(ticks).toBeGreaterThan(10);
});
