import { type Bench, EMBEDDED, PEER, POSTGRES } from '../bench.ts';
import { type Command, startMeasured } from '../process.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { median } from '../statistics.ts';
import { appCommand, makeDirectory, peerCommand } from '../targets.ts';

const STARTS = 5;
const QUICK_STARTS = 3;

/** From spawn to the first 200 of /ready, on a database that is there already. */
export async function measureColdStart(bench: Bench): Promise<Row[]> {
  const { built, outside, options } = bench;
  const directory = makeDirectory(bench.directory, 'cold-start');
  const embedded = { DATA_DIR: makeDirectory(directory, 'data') };
  const commands: [string, Command][] = [
    [PEER, peerCommand(built, outside, directory)],
    [EMBEDDED, appCommand(built, outside, directory, embedded)],
  ];
  if (options.postgres) {
    const url = await (await bench.postgres()).createDatabase('cold_start');
    commands.push([POSTGRES, appCommand(built, outside, directory, { DATABASE_URL: url })]);
  }
  for (const [, command] of commands) await (await startMeasured(command)).stop();
  const starts = new Samples();
  for (let start = 0; start < (options.postgres ? STARTS : QUICK_STARTS); start++) {
    bench.say(`cold start ${start + 1}`);
    for (const [name, command] of commands) {
      const measured = await startMeasured(command);
      starts.add(name, measured.coldStartMs);
      await measured.stop();
    }
  }
  return [{ name: 'cold start to /ready', unit: 'ms', base: PEER, figures: starts.figures(median) }];
}
