import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { memoryOf } from '../bench/memory.ts';
import { temporaryDirectory } from '../support/run-directory.ts';
import { sendIn } from './crowd.ts';
import { chanceFrom } from './random.ts';
import { setStage } from './stage.ts';
import { tally } from './tally.ts';

/**
 * `node test/torture/memory.ts [MB] [REACH-OUTS]`: the app as it is set up by default, its first start
 * included, in a container of so much memory. Linux, as root.
 */
const [megabytes = 512, reachOuts = 300] = process.argv.slice(2).map(Number);

const MB = 1024 * 1024;
const V1 = '/sys/fs/cgroup/memory';
const isV1 = fs.existsSync(V1);
const group = path.join(isV1 ? V1 : '/sys/fs/cgroup', `reach-out-${process.pid}`);
const FILES = isV1
  ? { limit: 'memory.limit_in_bytes', peak: 'memory.max_usage_in_bytes', events: 'memory.oom_control' }
  : { limit: 'memory.max', peak: 'memory.peak', events: 'memory.events' };

const write = (name: string, value: number) => fs.writeFileSync(path.join(group, name), String(value));
const read = (name: string) => fs.readFileSync(path.join(group, name), 'utf8').trim();

fs.mkdirSync(group);
write(FILES.limit, megabytes * MB);
const stage = await setStage({
  ...{ database: 'embedded', instances: 1 },
  storage: { DATA_DIR: temporaryDirectory('fresh') },
});
try {
  const [instance] = stage.instances;
  if (!instance) throw new Error('no instance');
  const starting = instance.start();
  write('cgroup.procs', instance.pid);
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, memoryOf(instance.pid));
  }, 250);
  await starting;
  const firstStart = most;
  const crowd = sendIn(stage, { chance: chanceFrom(1), people: 16, thinkMs: 50 });
  while (crowd.acknowledged.size < reachOuts && instance.isRunning) await delay(100);
  if (instance.isRunning) await crowd.stop();
  const isDone = () => tally(stage, crowd).lost.length === 0;
  while (!isDone() && instance.isRunning) await delay(100);
  clearInterval(watching);
  const [, kills = '0'] = /^oom_kill (\d+)/m.exec(read(FILES.events)) ?? [];
  process.stdout.write(
    `${megabytes} MB: ${crowd.acknowledged.size} reach-outs served: ${isDone()} · killed by the kernel: ${kills}\n` +
      `  processes (PSS): ${firstStart.toFixed(0)} MB at most in the first start, ${most.toFixed(0)} MB at most\n` +
      `  with the files that the kernel keeps: ${(Number(read(FILES.peak)) / MB).toFixed(0)} MB at most\n`,
  );
  process.exitCode = isDone() && kills === '0' ? 0 : 1;
} finally {
  await stage.strike();
  await delay(1_000);
  fs.rmdirSync(group);
}
process.exit();
