import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Bench } from './bench.ts';
import { build } from './build.ts';
import { type Options, parseOptions, SCENARIOS, type Scenario, USAGE } from './options.ts';
import { startOutside } from './outside.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { describeMachine, formatMarkdown, formatTable, type Report, type Row } from './report.ts';
import { measureColdStart } from './scenarios/cold-start.ts';
import { measureConversations } from './scenarios/conversations.ts';
import { measureFirstStart } from './scenarios/first-start.ts';
import { measureHistory } from './scenarios/history.ts';
import { measureInstances } from './scenarios/instances.ts';
import { measureLatency } from './scenarios/latency.ts';
import { measureLists } from './scenarios/lists.ts';
import { measureMemory } from './scenarios/memory.ts';
import { measurePolicy } from './scenarios/policy.ts';
import { measureThroughput } from './scenarios/throughput.ts';
import { measureTransfer } from './scenarios/transfer.ts';

const MEASURES: Record<Scenario, (bench: Bench) => Promise<Row[]>> = {
  'cold-start': measureColdStart,
  'first-start': measureFirstStart,
  memory: measureMemory,
  latency: measureLatency,
  throughput: measureThroughput,
  instances: measureInstances,
  conversations: measureConversations,
  policy: measurePolicy,
  lists: measureLists,
  transfer: measureTransfer,
  history: measureHistory,
};

const FORMATS = {
  table: formatTable,
  markdown: formatMarkdown,
  json: (report: Report) => JSON.stringify(report, undefined, 2),
};

async function run(options: Options): Promise<Report> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'reach-out-bench-'));
  const outside = await startOutside();
  let postgres: Promise<Postgres> | undefined;
  const begun = performance.now();
  const bench: Bench = {
    ...{ options, outside, directory },
    built: build(path.resolve(import.meta.dirname, '../..')),
    ...(options.beside && { beside: build(options.beside) }),
    postgres: () => {
      postgres ??= startPostgres();
      return postgres;
    },
    say: (progress) =>
      process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(0)} s  ${progress}\n`),
  };
  const rows: Row[] = [];
  try {
    for (const name of SCENARIOS)
      if (options.scenarios.has(name)) rows.push(...(await MEASURES[name](bench)));
  } finally {
    bench.built.remove();
    bench.beside?.remove();
    await outside.stop();
    await (await postgres)?.stop();
    fs.rmSync(directory, { recursive: true, force: true });
  }
  return { machine: describeMachine(), rows, notes: [] };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.setMaxListeners(50);

const options = parseOptions(process.argv.slice(2));
if (options === 'help') process.stdout.write(`${USAGE}\n`);
else process.stdout.write(`${FORMATS[options.format](await run(options))}\n`);
process.exit(0);
