import { type Bench, PEER } from '../bench.ts';
import { withLineUp } from '../line-up.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { median } from '../statistics.ts';
import type { Target } from '../targets.ts';
import { openModals, submitAtOnce, untilQuiet } from '../work.ts';

const CONCURRENCY = 32;

/** Reach-outs a second at full speed, and what one costs. */
export function measureThroughput(bench: Bench): Promise<Row[]> {
  return withLineUp(bench, 'throughput', (targets) => inTurn(bench, targets));
}

async function inTurn({ options, outside, say }: Bench, targets: Target[]): Promise<Row[]> {
  const rates = new Samples();
  const costs = new Samples();
  for (let round = 1; round <= options.rounds; round++) {
    say(`throughput, turn ${round} of ${options.rounds}`);
    for (const target of targets) {
      await openModals(target, options.batch);
      await untilQuiet(outside);
      const before = processorMs(target);
      rates.add(target.name, await submitAtOnce(target, CONCURRENCY, options.batch));
      await untilQuiet(outside);
      costs.add(target.name, (processorMs(target) - before) / options.batch);
    }
  }
  return [
    {
      ...{ name: `throughput, ${CONCURRENCY} at a time`, unit: 'reach-outs/s', base: PEER },
      ...{ figures: rates.figures(median), target: { atLeast: 0.7 } },
    },
    {
      name: 'processor time, the app alone',
      unit: 'ms a reach-out',
      base: PEER,
      figures: costs.figures(median),
    },
  ];
}

function processorMs({ processes }: Target): number {
  return processes.reduce((sum, one) => sum + one.processorMs(), 0);
}
