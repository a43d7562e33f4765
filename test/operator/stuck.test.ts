import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { builtApp } from '../../src/build/built-app.ts';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { type BorrowedDatabase, borrowDatabase, query } from '../support/postgres.ts';
import { reachOut, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const SOURCE = path.join(import.meta.dirname, '../../src/operator/main.ts');

let world: World;
let borrowed: BorrowedDatabase;
let url: string;
let main: string;

beforeAll(async () => {
  main = path.join(await builtApp(), 'operator/main.js');
  borrowed = await borrowDatabase();
  url = borrowed.url;
  world = await startWorld({ env: { DATABASE_URL: url } });
});
afterAll(async () => {
  await world.stop();
  await borrowed.giveBack();
});

/** What the command prints, and its exit code. */
function run(args: string[], env: Record<string, string> = { DATABASE_URL: url }, file = main) {
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = spawn(process.execPath, ['--no-warnings', file, ...args], {
      env: { PATH: process.env.PATH ?? '', ...env },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
      });
    child.once('close', (code) => resolve({ code, said }));
  });
}

test('lists what is stuck while the app runs, tries it again, and leaves it', async () => {
  expect(await run(['stuck'])).toEqual({ code: 0, said: 'Nothing is stuck.\n' });
  world.slack.fault({
    method: 'chat.postMessage',
    kind: 'error',
    error: 'invalid_blocks',
    times: 2,
    when: ({ metadata }) => String(metadata).includes('"contact_id"'),
  });
  const id = await reachOut(world, world.slack.as(seedIds.ada));
  await told(world, id, 'card', 'Accepted');
  await world.app.drain();
  const listed = await run(['stuck', 'list']);
  expect(listed.code).toBe(0);
  expect(listed.said).toContain(id);
  expect(listed.said).toContain('contact_id invalid_blocks');
  expect(listed.said.replaceAll(id, '')).not.toContain('0152');

  expect(await run(['stuck', 'retry', id])).toMatchObject({ code: 0 });
  await told(world, id, 'contact_id');
  const accounted = 'select actor, door from audit_entry where reach_out_id = $1 and action = $2';
  expect(await query(url, accounted, [id, 'stuck_retried'])).toEqual([
    { actor: 'operator', door: 'operator' },
  ]);
  expect(await run(['stuck'])).toEqual({ code: 0, said: 'Nothing is stuck.\n' });
});

test.each([
  [['stuck', 'retry', 'nonsense'], 1, 'There is no such reach-out or list: nonsense'],
  [['stuck', 'drop'], 1, '"stuck drop" needs the id of a reach-out or a list'],
  [['stuck', 'explode'], 1, 'Usage: npm run reach-out'],
  [['jobs'], 1, 'There is no command "jobs".\n\nUsage: npm run reach-out'],
  [['blocks', 'add'], 1, 'Name the phone number'],
  [['policy', 'check', 'nowhere.yaml'], 1, 'there is no file nowhere.yaml'],
  [['setup', '--help'], 0, 'Usage: npm run reach-out'],
  [['-h'], 0, 'stuck retry ID'],
  [['help'], 0, 'stuck retry ID'],
  [[], 0, 'stuck retry ID'],
] as const)('%j: %d', async (args, code, says) => {
  const result = await run([...args]);
  expect(result.code).toBe(code);
  expect(result.said).toContain(says);
});

test.each([
  [['stuck', 'explode'], 1],
  [['stuck', '--help'], 0],
] as const)('%j shows the usage of that command alone', async (args, code) => {
  const result = await run([...args]);
  expect(result.code).toBe(code);
  expect(result.said).toContain('stuck retry ID');
  expect(result.said).not.toContain('blocks add');
});

test('it runs as it is written, too', async () => {
  expect(await run(['stuck'], { DATABASE_URL: url }, SOURCE)).toEqual({
    code: 0,
    said: 'Nothing is stuck.\n',
  });
});

test('a database that the app has never used is left as it is, and named', async () => {
  const { url: empty, giveBack } = await borrowDatabase();
  const result = await run(['stuck'], { DATABASE_URL: empty });
  expect(result).toEqual({
    code: 1,
    said: expect.stringContaining('Reach Out has never run on this database'),
  });
  await giveBack();
});

test('the settings are read as the app reads them', async () => {
  expect((await run(['stuck'], { DATABASE_URL: ` ${url} ` })).code).toBe(0);
  const wrong = await run(['stuck'], { DATABASE_URL: 'mysql://somewhere' });
  expect(wrong).toEqual({ code: 1, said: expect.stringContaining('DATABASE_URL must begin with postgres') });
});
