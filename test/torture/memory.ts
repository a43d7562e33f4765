import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { memoryOf } from '../bench/memory.ts';
import { limitMemory } from '../support/memory-limit.ts';
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

const limit = limitMemory(megabytes);
if (!limit) throw new Error('no cgroup can be made here');
const stage = await setStage({
  ...{ database: 'embedded', instances: 1 },
  storage: { DATA_DIR: temporaryDirectory('fresh') },
});
try {
  const [instance] = stage.instances;
  if (!instance) throw new Error('no instance');
  const starting = instance.start();
  fs.writeFileSync(limit.procs, String(instance.pid));
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
  const kills = limit.kills();
  process.stdout.write(
    `${megabytes} MB: ${crowd.acknowledged.size} reach-outs served: ${isDone()} · killed by the kernel: ${kills}\n` +
      `  processes (PSS): ${firstStart.toFixed(0)} MB at most in the first start, ${most.toFixed(0)} MB at most\n` +
      `  with the files that the kernel keeps: ${limit.peakMb().toFixed(0)} MB at most\n`,
  );
  process.exitCode = isDone() && kills === 0 ? 0 : 1;
} finally {
  await stage.strike();
  await limit.remove();
}
process.exit();
