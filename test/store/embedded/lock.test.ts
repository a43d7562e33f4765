import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../../src/store/database.ts';
import { preparedDataDirectory } from '../../support/embedded.ts';
import { temporaryDirectory } from '../../support/run-directory.ts';
import { type Other, type OtherOptions, openElsewhere } from './other-process.ts';

const others: Other[] = [];
afterAll(async () => {
  for (const { child } of others) child.kill('SIGKILL');
  await Promise.all(others.splice(0).map((other) => other.ended()));
});

function elsewhere(directory: string, options?: OtherOptions): Other {
  const other = openElsewhere(directory, options);
  others.push(other);
  return other;
}

const REFUSED = /^Another process is using .*\. Stop it first, .*DATABASE_URL/;

/** A process id namespace of its own, as another container on the same volume has. */
const CONTAINER = ['unshare', '--pid', '--ipc', '--mount', '--mount-proc', '--fork', '--kill-child'];
const canContain = spawnSync('unshare', [...CONTAINER.slice(1), 'true']).status === 0;

/** Ways to the same directory. */
const WAYS: [name: string, way: (directory: string) => [string, OtherOptions?]][] = [
  ['its own path', (directory) => [directory]],
  [
    'its own path with another TMPDIR',
    (directory) => [directory, { env: { TMPDIR: temporaryDirectory('tmp') } }],
  ],
  [
    'a symbolic link',
    (directory) => {
      const link = path.join(temporaryDirectory('link'), 'data');
      fs.symlinkSync(directory, link);
      return [link];
    },
  ],
  [
    'a path longer than a socket takes',
    (directory) => {
      const link = path.join(temporaryDirectory('link'), 'x'.repeat(130));
      fs.symlinkSync(directory, link);
      return [link];
    },
  ],
  [
    "another directory with a link to the server's",
    (directory) => {
      const home = temporaryDirectory('link');
      fs.chmodSync(home, 0o711);
      fs.symlinkSync(path.join(directory, 'postgres'), path.join(home, 'postgres'));
      return [home];
    },
  ],
  ...(canContain
    ? ([
        [
          "another directory with the server's mounted in another container",
          (directory) => {
            const home = temporaryDirectory('mount');
            fs.chmodSync(home, 0o711);
            fs.mkdirSync(path.join(home, 'postgres'));
            const script = `mount --bind '${directory}/postgres' '${home}/postgres' && exec "$@"`;
            return [home, { prefix: [...CONTAINER, 'sh', '-c', script, 'sh'] }];
          },
        ],
        ['another container', (directory) => [directory, { prefix: CONTAINER }]],
        [
          'a bind mount in another container',
          (directory) => {
            const mount = temporaryDirectory('mount');
            const script = `mount --bind '${directory}' '${mount}' && exec "$@"`;
            return [mount, { prefix: [...CONTAINER, 'sh', '-c', script, 'sh'] }];
          },
        ],
      ] satisfies typeof WAYS)
    : []),
];
if (!canContain) process.stderr.write('Other containers are left out: namespaces are not allowed here.\n');

// Side by side, since a process waits a while for another to end before it is refused.
test.concurrent.each(WAYS)(
  'by %s: a second process is refused; once the first was killed, it is let in',
  async (_, way) => {
    const directory = await preparedDataDirectory();
    const first = elsewhere(directory);
    expect(await first.opened()).toBe('open\n');
    expect(await elsewhere(...way(directory)).ended()).toMatch(REFUSED);
    first.child.kill('SIGKILL');
    expect(await elsewhere(...way(directory)).opened()).toBe('open\n');
  },
);

test('of many that start at once, one is let in', async () => {
  const directory = await preparedDataDirectory();
  const said = await Promise.all(Array.from({ length: 5 }, () => elsewhere(directory).opened()));
  expect(said.filter((line) => line === 'open\n')).toHaveLength(1);
  expect(said.filter((line) => REFUSED.test(line))).toHaveLength(4);
});

test('a start in the middle of a stop waits for it', async () => {
  const directory = await preparedDataDirectory();
  const first = elsewhere(directory);
  await first.opened();
  first.child.kill('SIGTERM');
  expect(await elsewhere(directory).opened()).toBe('open\n');
  expect(first.child.exitCode).toBe(0);
});

test('who asks to join uses the database of the process that runs', async () => {
  const directory = await preparedDataDirectory();
  const location = { kind: 'embedded', directory } as const;
  const first = await openDatabase(location, () => {});
  await sql`create table shared as select 'seen' as word`.execute(first.kysely);
  const joined = await openDatabase(location, () => {}, { join: true });
  expect((await sql`select word from shared`.execute(joined.kysely)).rows).toEqual([{ word: 'seen' }]);
  await joined.close();
  expect((await sql`select 1 as one`.execute(first.kysely)).rows).toEqual([{ one: 1 }]);
  await first.close();
});
