import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { preparedDataDirectory } from '../support/embedded.ts';
import { sendIn } from './crowd.ts';
import { chanceFrom } from './random.ts';
import { setStage } from './stage.ts';
import { tally } from './tally.ts';

/**
 * `node test/torture/full-disk.ts`: the disk that holds the log of the embedded database fills up under
 * load, and has room again. Linux, as root: it mounts a small disk.
 */
const DISK_MB = 16;

const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const directory = await preparedDataDirectory();
const disk = path.join(directory, 'postgres', 'pg_wal');
const mounting = `
  cp -a '${disk}' '${disk}.kept' && mount -t tmpfs -o size=${DISK_MB}m,mode=700 tmpfs '${disk}' &&
  chown --reference='${disk}.kept' '${disk}' && cp -a '${disk}.kept/.' '${disk}'`;
const mounted = spawnSync('sh', ['-c', mounting]);
if (mounted.status !== 0) throw new Error(`mounting is not allowed here: ${mounted.stderr}`);
const stage = await setStage({
  ...{ database: 'embedded', instances: 1 },
  storage: { DATA_DIR: directory },
});

/** Makes the database want one file of its log after the other. */
async function wantRoom(): Promise<void> {
  const client = new pg.Client({ host: path.dirname(disk), user: 'postgres', database: 'postgres' });
  client.on('error', () => {});
  try {
    await client.connect();
    for (;;) await client.query('create temporary table more as select pg_switch_wal(); drop table more');
  } catch {
    await client.end();
  }
}

try {
  const [instance] = stage.instances;
  if (!instance) throw new Error('no instance');
  await instance.start();
  const crowd = sendIn(stage, { chance: chanceFrom(1), people: 12, thinkMs: 20 });
  while (crowd.acknowledged.size < 20) await delay(20);
  const full = performance.now();
  spawnSync('sh', ['-c', `cat /dev/zero > '${path.join(disk, 'fill')}'`]);
  await wantRoom();
  while (instance.isRunning && performance.now() - full < 60_000) await delay(50);
  say(`ended by itself after ${seconds(full)}: ${!instance.isRunning}`);
  say(`  its last words: ${fs.readFileSync(stage.log, 'utf8').trim().split('\n').at(-1)}`);
  const start = await instance.start().then(String, (error: Error) => error.message);
  say(`a start meanwhile: ${start.trim().split('\n').at(-1)}`);

  fs.rmSync(path.join(disk, 'fill'));
  const room = performance.now();
  await instance.start();
  await crowd.stop();
  while (tally(stage, crowd).lost.length > 0 && performance.now() - room < 120_000) await delay(100);
  const { acknowledged, contacts, lost, doubled, ended } = tally(stage, crowd);
  say(`with room again, after ${seconds(room)}: ${acknowledged} acknowledged, ${contacts} contacts`);
  say(
    `  started ${ended.started} · failed ${ended.failed} · lost ${lost.length} · doubled ${doubled.length}`,
  );
  process.exitCode = lost.length + doubled.length;
} finally {
  await stage.strike();
  await delay(1_000);
  spawnSync('umount', ['-l', disk]);
}
process.exit();
