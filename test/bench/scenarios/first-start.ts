import path from 'node:path';
import { BESIDE, type Bench, EMBEDDED } from '../bench.ts';
import type { Built } from '../build.ts';
import { memoryOf } from '../memory.ts';
import { type Command, startMeasured } from '../process.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { median } from '../statistics.ts';
import { appCommand, makeDirectory } from '../targets.ts';

const STARTS = 3;
const LOOK_EVERY_MS = 20;
/** What a start still does after it is ready counts too. */
const LOOK_ON_MS = 1_000;

/** From spawn to the first 200 of /ready where nothing was before, and the most memory used meanwhile. */
export async function measureFirstStart(bench: Bench): Promise<Row[]> {
  const apps: [string, Built][] = [[EMBEDDED, bench.built]];
  if (bench.beside) apps.push([BESIDE, bench.beside]);
  const times = new Samples();
  const peaks = new Samples();
  for (let start = 1; start <= STARTS; start++) {
    bench.say(`first start ${start} of ${STARTS}`);
    for (const [name, app] of apps) {
      times.add(name, (await firstStart(newcomer(bench, app, `${name} ${start}, timed`))).ms);
      peaks.add(name, (await firstStart(newcomer(bench, app, `${name} ${start}, watched`), true)).peak);
    }
  }
  return [
    {
      ...{ name: 'first start of all to /ready', unit: 'ms', figures: times.figures(median) },
      target: { atMost: 2_000 },
    },
    {
      ...{ name: 'first start of all, peak memory', unit: 'MB', figures: peaks.figures(median) },
      target: { atMost: 300 },
    },
  ];
}

/** With neither data nor compiled code. */
function newcomer({ directory, outside }: Bench, built: Built, label: string): Command {
  const home = makeDirectory(directory, `first start, ${label}`);
  const { env, ...command } = appCommand(built, outside, home, { DATA_DIR: path.join(home, 'data') });
  return { ...command, env: { ...env, NODE_DISABLE_COMPILE_CACHE: '1' } };
}

/** Watching takes its time, so a start is either timed or watched. */
async function firstStart(command: Command, isWatched = false): Promise<{ ms: number; peak: number }> {
  let peak = 0;
  let watch: NodeJS.Timeout | undefined;
  const look = (pid: number) => {
    peak = Math.max(peak, memoryOf(pid));
  };
  const measured = await startMeasured(command, (pid) => {
    if (isWatched) watch = setInterval(look, LOOK_EVERY_MS, pid);
  });
  if (isWatched) await new Promise((resolve) => setTimeout(resolve, LOOK_ON_MS));
  clearInterval(watch);
  await measured.stop();
  return { ms: measured.coldStartMs, peak };
}
