import path from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import type { Bench } from '../bench.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { percentile } from '../statistics.ts';
import { appCommand, makeDirectory, startTarget, type Target } from '../targets.ts';
import { openModals, submitAtRate, untilQuiet, warmUp } from '../work.ts';

const SUBMITS_PER_SECOND = 20;
const BLOCKED = 1_000_000;
/** With all turns less than a thousand an hour, as a limit of the workspace may have it. */
const WARM_UP = 400;
const AT_A_TIME = 100_000;
const NO_RULES = 'no rules';
const ALL_RULES = 'all rules, 1,000,000 blocked';
const POLICY = path.join(import.meta.dirname, '../all-rules.yaml');

/** What all rules together add to a submission, in the embedded database. */
export async function measurePolicy(bench: Bench): Promise<Row[]> {
  const { outside, options } = bench;
  const targets = [await start(bench, NO_RULES, 0), await start(bench, ALL_RULES, BLOCKED, POLICY)];
  try {
    for (const target of targets) await warmUp(target, outside, Math.min(options.warmUp, WARM_UP));
    const acks = new Samples();
    for (let round = 1; round <= options.rounds; round++) {
      bench.say(`policy, turn ${round} of ${options.rounds}`);
      for (const target of targets) {
        await openModals(target, SUBMITS_PER_SECOND * options.seconds);
        await untilQuiet(outside);
        const submitted = await submitAtRate(target, SUBMITS_PER_SECOND, options.seconds);
        acks.add(target.name, ...submitted.map(({ ackMs }) => ackMs));
        await untilQuiet(outside);
      }
    }
    const figures = acks.figures((samples) => percentile(samples, 0.5));
    return [{ name: 'submit → ack with each rule, p50', unit: 'ms', base: NO_RULES, figures }];
  } finally {
    for (const target of targets) await target.stop();
  }
}

async function start(bench: Bench, name: string, blocked: number, policy?: string): Promise<Target> {
  const directory = makeDirectory(bench.directory, policy ? 'policy-all' : 'policy-none');
  const data = makeDirectory(directory, 'data');
  if (blocked > 0) {
    bench.say(`filling a database with ${blocked.toLocaleString('en')} blocked numbers`);
    await block(data, blocked);
  }
  const command = appCommand(bench.built, bench.outside, directory, { DATA_DIR: data });
  const env = { ...command.env, ...(policy && { REACH_OUT_POLICY: policy }) };
  return startTarget(name, [{ ...command, env }], bench.outside);
}

/** Their digests are as good as those of numbers, and none is met. */
async function block(directory: string, count: number): Promise<void> {
  const { kysely, close } = await openDatabase({ kind: 'embedded', directory }, () => {});
  await migrate(kysely);
  for (let from = 0; from < count; from += AT_A_TIME)
    await sql`
      insert into block (number, channel, source, sealed, blocked_by, blocked_at)
      select decode(md5('a' || n) || md5('b' || n), 'hex'), 'all', 'import', 'bench:' || md5('c' || n), 'operator', now()
      from generate_series(${from}::int, ${from + AT_A_TIME - 1}::int) as n`.execute(kysely);
  await sql`analyze`.execute(kysely);
  await close();
}
