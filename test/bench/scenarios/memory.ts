import { type Bench, EMBEDDED, PEER } from '../bench.ts';
import { lineUp } from '../line-up.ts';
import { memoryOf } from '../memory.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { median } from '../statistics.ts';
import { startTarget, type Target } from '../targets.ts';
import { openModals, submitAtOnce, untilQuiet } from '../work.ts';

const STARTS = 3;
const CONCURRENCY = 32;
const AT_A_TIME = 500;
const SETTLE_MS = 2_000;

/**
 * Memory of each by itself, with the database's processes where the app started them: when nothing has
 * been asked yet, and after so many reach-outs.
 */
export async function measureMemory(bench: Bench): Promise<Row[]> {
  const { options, outside, say } = bench;
  const idle = new Samples();
  const after = new Samples();
  const growth = new Samples();
  for (const [name, command] of await lineUp(bench, 'memory')) {
    for (let start = 1; start <= STARTS; start++) {
      say(`memory, ${name}, start ${start} of ${STARTS}`);
      const target = await startTarget(name, [command], outside);
      const before = await settled(target);
      idle.add(name, before);
      if (start === STARTS) {
        say(`memory, ${name}, ${options.memoryAfter} reach-outs`);
        await reachOut(bench, target);
        const now = await settled(target);
        after.add(name, now);
        growth.add(name, now / before);
      }
      await target.stop();
    }
  }
  const many = `after ${options.memoryAfter.toLocaleString('en')} reach-outs`;
  return [
    {
      ...{ name: 'memory, idle', unit: 'MB', base: PEER, figures: idle.figures(median) },
      ...{ target: { atMost: 1.3 }, targets: { [EMBEDDED]: { atMost: 1.9 } } },
    },
    { name: `memory, ${many}`, unit: 'MB', base: PEER, figures: after.figures(median) },
    { name: `memory, ${many}`, unit: 'of idle', figures: growth.figures(median), target: { atMost: 1.2 } },
  ];
}

async function reachOut({ options, outside }: Bench, target: Target): Promise<void> {
  while (target.done < options.memoryAfter) {
    const count = Math.min(AT_A_TIME, options.memoryAfter - target.done);
    await openModals(target, count);
    await submitAtOnce(target, CONCURRENCY, count);
  }
  await untilQuiet(outside);
}

/** In MB, when what a start or the load left to be done is done. */
async function settled({ processes }: Target): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  return processes.reduce((sum, { pid }) => sum + memoryOf(pid), 0);
}
