import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { preparedDataDirectory } from '../support/embedded.ts';
import { sendIn } from './crowd.ts';
import type { Instance } from './instance.ts';
import { chanceFrom } from './random.ts';
import { type Stage, setStage } from './stage.ts';
import { tally } from './tally.ts';

const USAGE = `node test/torture/soak.ts [options]
  --reach-outs N  how many in all (10000)
  --every N       a line of figures every so many (1000)
  --queued N      then so many are queued, the app is killed, and its start is timed (0)`;

const { values } = parseArgs({
  options: {
    'reach-outs': { type: 'string', default: '10000' },
    every: { type: 'string', default: '1000' },
    queued: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});

const HOUR = { timeoutMs: 3_600_000 };

const print = (line: string) => process.stdout.write(`${line}\n`);

function megabytes(directory: string): number {
  const files = fs.readdirSync(directory, { recursive: true, withFileTypes: true });
  const sizes = files.map(
    ({ parentPath, name }) => fs.statSync(path.join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024 ** 2;
}

function memoryOf({ pid }: Instance): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1024;
}

/** Memory and size of the embedded database as reach-outs go by; chats that end, followed by events. */
async function soak(stage: Stage, instance: Instance, directory: string): Promise<boolean> {
  const { slack } = stage;
  const crowd = sendIn(stage, { chance: chanceFrom(1), calls: 0, thinkMs: 0 });
  const total = Number(values['reach-outs']);
  const every = Number(values.every);
  const begun = performance.now();
  for (let next = every; next <= total; next += every) {
    await slack.waitFor(() => crowd.acknowledged.size >= next, HOUR);
    const base = megabytes(`${directory}/postgres/base`);
    const seconds = (performance.now() - begun) / 1000;
    print(
      `${next} reach-outs · ${seconds.toFixed(0)} s · ${memoryOf(instance).toFixed(0)} MB memory · ${base.toFixed(1)} MB tables · ${megabytes(directory).toFixed(0)} MB with the log`,
    );
  }
  await crowd.stop();
  // Counting thousands takes its time, which the simulators would not have: seldom, then.
  const until = performance.now() + 300_000;
  let counted = tally(stage, crowd);
  while (counted.lost.length + counted.doubled.length > 0 && performance.now() < until) {
    await delay(2_000);
    counted = tally(stage, crowd);
  }
  const { ended, lost, doubled } = counted;
  print(
    `started ${ended.started} · lost ${lost.length} · doubled ${doubled.length} · all told after ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  );
  for (const fault of [...lost, ...doubled].slice(0, 20)) print(`  ! ${fault}`);
  return lost.length + doubled.length === 0;
}

/** Fills the queue faster than it drains, kills the app, and times the start that finds it so. */
async function restartWithQueue(directory: string): Promise<boolean> {
  const wanted = Number(values.queued);
  const stage = await setStage({
    ...{ database: 'embedded', instances: 1, storage: { DATA_DIR: directory } },
    env: { CONNECT_START_RATE: '2', CONNECT_START_BURST: '5', REACH_OUT_MAX_AGE_MINUTES: '600' },
  });
  const [instance] = stage.instances;
  await instance?.start();
  const crowd = sendIn(stage, { chance: chanceFrom(2), calls: 0, thinkMs: 0 });
  await stage.slack.waitFor(() => crowd.acknowledged.size >= wanted, HOUR);
  await crowd.stop();
  instance?.kill();
  await instance?.ended();
  const begun = performance.now();
  await instance?.start();
  const seconds = (performance.now() - begun) / 1000;
  print(`ready ${seconds.toFixed(1)} s after its start with ${crowd.acknowledged.size} queued`);
  await stage.strike();
  return seconds < 3;
}

if (values.help) {
  print(USAGE);
  process.exit(0);
}
const directory = await preparedDataDirectory();
const stage = await setStage({
  ...{ database: 'embedded', instances: 1, storage: { DATA_DIR: directory } },
});
const [instance] = stage.instances;
if (!instance) throw new Error('no instance');
await instance.start();
let isSound = await soak(stage, instance, directory);
await stage.strike();
if (Number(values.queued) > 0) isSound = (await restartWithQueue(directory)) && isSound;
process.exit(isSound ? 0 : 1);
