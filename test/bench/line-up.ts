import { BESIDE, type Bench, EMBEDDED, PEER, POSTGRES } from './bench.ts';
import { build } from './build.ts';
import { appCommand, makeDirectory, peerCommand, startTarget, type Target } from './targets.ts';

/** The peer and the app on each database, all up at once, so that they can take turns. */
export async function lineUp(bench: Bench): Promise<Target[]> {
  const { built, outside, options } = bench;
  const directory = makeDirectory(bench.directory, 'line-up');
  const targets = [await startTarget(PEER, [peerCommand(built, outside, directory)], outside)];
  const embedded = { DATA_DIR: makeDirectory(directory, 'data') };
  targets.push(await startTarget(EMBEDDED, [appCommand(built, outside, directory, embedded)], outside));
  if (options.postgres) {
    const url = await (await bench.postgres()).createDatabase('line_up');
    const command = appCommand(built, outside, directory, { DATABASE_URL: url });
    targets.push(await startTarget(POSTGRES, [command], outside));
  }
  if (options.beside) {
    const data = { DATA_DIR: makeDirectory(directory, 'beside') };
    const command = appCommand(build(options.beside), outside, directory, data);
    targets.push(await startTarget(BESIDE, [command], outside));
  }
  return targets;
}
