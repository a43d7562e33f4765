import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Bench } from '../bench.ts';
import type { Row } from '../report.ts';
import { makeDirectory } from '../targets.ts';
import { fillHistory, nameOf } from './history.ts';

const FEW = 10_000;
const MANY = 100_000;

/** Out of the embedded database, and with it into another one, by the command line: how long, and in how much memory. */
export async function measureTransfer(bench: Bench): Promise<Row[]> {
  const few = await transfer(bench, FEW);
  const many = await transfer(bench, MANY);
  const figuresOf = (figure: (one: Transfer) => number) => ({
    [nameOf(FEW)]: figure(few),
    [nameOf(MANY)]: figure(many),
  });
  const most = ({ exported, ...imported }: Transfer) =>
    Math.max(exported.megabytes, ...Object.values(imported).map(({ megabytes }) => megabytes));
  const target = { atMost: 60 };
  return [
    {
      ...{ name: 'export and import, embedded', unit: 's', target },
      figures: figuresOf(({ exported, embedded }) => exported.seconds + embedded.seconds),
    },
    {
      ...{ name: 'export and import, PostgreSQL', unit: 's', target },
      figures: figuresOf(({ exported, postgres }) => exported.seconds + postgres.seconds),
    },
    {
      ...{ name: 'export and import, most memory', unit: 'MB', base: nameOf(FEW) },
      ...{ target: { atMost: 1.2 }, figures: figuresOf(most) },
    },
  ];
}

interface Transfer {
  exported: Ran;
  embedded: Ran;
  postgres: Ran;
}

async function transfer(bench: Bench, count: number): Promise<Transfer> {
  const directory = makeDirectory(bench.directory, `transfer-${count}`);
  const full = makeDirectory(directory, 'full');
  bench.say(`filling a database with ${nameOf(count)}`);
  await fillHistory(full, count);
  const file = path.join(directory, 'all.gz');
  const command = path.join(path.dirname(bench.built.app), 'operator/main.js');
  const data = (word: string, env: Record<string, string>) => run([command, 'data', word, file], env);
  bench.say('exporting');
  const exported = await data('export', { DATA_DIR: full });
  bench.say(`importing ${(fs.statSync(file).size / 1e6).toFixed(0)} MB`);
  const embedded = await data('import', { DATA_DIR: path.join(directory, 'new') });
  const url = await (await bench.postgres()).createDatabase(`transfer_${count}`);
  return { exported, embedded, postgres: await data('import', { DATABASE_URL: url }) };
}

interface Ran {
  seconds: number;
  /** Resident at most. */
  megabytes: number;
}

async function run(args: string[], env: Record<string, string>): Promise<Ran> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--no-warnings', ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let kilobytes = 0;
  const look = setInterval(() => {
    const [, high = 0] = /^VmHWM:\s+(\d+)/m.exec(statusOf(child.pid)) ?? [];
    kilobytes = Math.max(kilobytes, Number(high));
  }, 100);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - begun) / 1000, megabytes: kilobytes / 1024 };
}

/** Linux's word on a process; nothing elsewhere. */
function statusOf(pid: number | undefined): string {
  try {
    return fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
