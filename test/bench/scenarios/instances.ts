import { type Bench, POSTGRES } from '../bench.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { median } from '../statistics.ts';
import { appCommand, makeDirectory, startTarget, type Target } from '../targets.ts';
import { openModals, submitAtOnce, untilQuiet, warmUp } from '../work.ts';

const CONCURRENCY = 32;
const TWO = 'two of them';

/** Two instances on one PostgreSQL beside one. They share the cores with the database and the load. */
export async function measureInstances(bench: Bench): Promise<Row[]> {
  const { outside, options } = bench;
  const targets = [await start(bench, POSTGRES, 1), await start(bench, TWO, 2)];
  try {
    for (const target of targets) await warmUp(target, outside, options.warmUp);
    const rates = new Samples();
    for (let round = 1; round <= options.rounds; round++) {
      bench.say(`instances, turn ${round} of ${options.rounds}`);
      for (const target of targets) {
        await openModals(target, options.batch);
        await untilQuiet(outside);
        rates.add(target.name, await submitAtOnce(target, CONCURRENCY, options.batch));
        await untilQuiet(outside);
      }
    }
    return [
      {
        name: 'throughput, one and two instances',
        unit: 'reach-outs/s',
        base: POSTGRES,
        figures: rates.figures(median),
      },
    ];
  } finally {
    for (const target of targets) await target.stop();
  }
}

async function start(bench: Bench, name: string, count: number): Promise<Target> {
  const { built, outside } = bench;
  const url = await (await bench.postgres()).createDatabase(`instances_${count}`);
  const directory = makeDirectory(bench.directory, 'instances');
  const command = appCommand(built, outside, directory, { DATABASE_URL: url });
  return startTarget(
    name,
    Array.from({ length: count }, () => command),
    outside,
  );
}
