import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { openDatabase } from '../../../src/store/database.ts';
import { preparedDataDirectory } from '../../support/embedded.ts';
import { isAlive, openElsewhere, serverOf, watcherOf } from './other-process.ts';

type Victim = 'app' | 'server' | 'watcher';

/** The end of one may be the end of another, which is gone by then. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

test.each<[Victim[], RegExp | undefined]>([
  [['app'], undefined],
  [['server'], /is gone \(.+\)\. Start Reach Out again\./],
  [['watcher'], /is gone \(.+\)\. Start Reach Out again\./],
  [['app', 'server'], undefined],
  [['app', 'watcher'], undefined],
  [['watcher', 'server'], /is gone \(.+\)\. Start Reach Out again\./],
  [['app', 'watcher', 'server'], undefined],
])('SIGKILL of %j ends all of them, and the next start finds everything', async (victims, sentence) => {
  const directory = await preparedDataDirectory();
  const other = openElsewhere(directory);
  await other.opened();
  const server = serverOf(directory);
  const pids = { app: Number(other.child.pid), server, watcher: watcherOf(server) };
  for (const victim of victims) kill(pids[victim]);
  const said = await other.ended();
  if (sentence) expect(said).toMatch(sentence);
  while (Object.values(pids).some(isAlive)) await delay(5);
  const database = await openDatabase({ kind: 'embedded', directory }, () => {});
  await database.close();
});

test('a stop leaves no process', async () => {
  const directory = await preparedDataDirectory();
  const database = await openDatabase({ kind: 'embedded', directory }, () => {});
  const server = serverOf(directory);
  const watcher = watcherOf(server);
  await database.close();
  expect(isAlive(server)).toBe(false);
  while (isAlive(watcher)) await delay(5);
});

test('the process id of a killed server may be another process’s by now', async () => {
  const directory = await preparedDataDirectory();
  const first = openElsewhere(directory);
  await first.opened();
  const server = serverOf(directory);
  process.kill(server, 'SIGKILL');
  await first.ended();
  fs.writeFileSync(`${directory}/postgres/postmaster.pid`, `${process.pid}\n`);
  const database = await openDatabase({ kind: 'embedded', directory }, () => {});
  await database.close();
});

test('whoever asked to be told of the loss is told once, with the cause', async () => {
  const directory = await preparedDataDirectory();
  const lost = Promise.withResolvers<Error>();
  const database = await openDatabase({ kind: 'embedded', directory }, () => {}, { onLost: lost.resolve });
  process.kill(serverOf(directory), 'SIGKILL');
  expect((await lost.promise).message).toContain(`The embedded database in ${directory}/postgres is gone`);
  await database.close();
});
