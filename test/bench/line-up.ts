import { BESIDE, type Bench, EMBEDDED, PEER, POSTGRES } from './bench.ts';
import type { Command } from './process.ts';
import type { Row } from './report.ts';
import { appCommand, makeDirectory, peerCommand, startTarget, type Target } from './targets.ts';
import { warmUp } from './work.ts';

/** The peer and the app on each database, with data of their own under that label. */
export async function lineUp(bench: Bench, label: string): Promise<[name: string, Command][]> {
  const { built, beside, outside, options } = bench;
  const directory = makeDirectory(bench.directory, label);
  const embedded = { DATA_DIR: makeDirectory(directory, 'data') };
  const commands: [string, Command][] = [
    [PEER, peerCommand(built, outside, directory)],
    [EMBEDDED, appCommand(built, outside, directory, embedded)],
  ];
  if (options.postgres) {
    const url = await (await bench.postgres()).createDatabase(label.replaceAll('-', '_'));
    commands.push([POSTGRES, appCommand(built, outside, directory, { DATABASE_URL: url })]);
  }
  if (beside) {
    const data = { DATA_DIR: makeDirectory(directory, 'beside') };
    commands.push([BESIDE, appCommand(beside, outside, directory, data)]);
  }
  return commands;
}

/** All up at once and warm, so that they can take turns, and what else the machine does hits them alike. */
export async function withLineUp(
  bench: Bench,
  label: string,
  measure: (targets: Target[]) => Promise<Row[]>,
): Promise<Row[]> {
  const targets: Target[] = [];
  try {
    for (const [name, command] of await lineUp(bench, label))
      targets.push(await startTarget(name, [command], bench.outside));
    for (const target of targets) await warmUp(target, bench.outside, bench.options.warmUp);
    return await measure(targets);
  } finally {
    for (const target of targets) await target.stop();
  }
}
