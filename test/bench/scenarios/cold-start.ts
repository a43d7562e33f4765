import { type Bench, EMBEDDED, PEER } from '../bench.ts';
import { lineUp } from '../line-up.ts';
import { startMeasured } from '../process.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { median } from '../statistics.ts';

/** From spawn to the first 200 of /ready, on a database that is there already. */
export async function measureColdStart(bench: Bench): Promise<Row[]> {
  const commands = await lineUp(bench, 'cold-start');
  for (const [, command] of commands) await (await startMeasured(command)).stop();
  const starts = new Samples();
  for (let round = 1; round <= bench.options.starts; round++) {
    bench.say(`cold start ${round} of ${bench.options.starts}`);
    for (const [name, command] of commands) {
      const measured = await startMeasured(command);
      starts.add(name, measured.coldStartMs);
      await measured.stop();
    }
  }
  return [
    {
      ...{ name: 'cold start to /ready', unit: 'ms', base: PEER, figures: starts.figures(median) },
      ...{ target: { atMost: 1.3 }, targets: { [EMBEDDED]: { atMost: 2 } } },
    },
  ];
}
