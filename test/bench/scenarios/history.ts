import { sql } from 'kysely';
import { openDatabase } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import type { Bench } from '../bench.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { median } from '../statistics.ts';
import { appCommand, makeDirectory, startTarget, type Target } from '../targets.ts';
import { openModals, submitAtOnce, submitAtRate, untilQuiet, warmUp } from '../work.ts';

const FEW = 1_000;
const MANY = 1_000_000;
const CONCURRENCY = 16;

/** What a reach-out costs with many past ones in the embedded database, against few. */
export async function measureHistory(bench: Bench): Promise<Row[]> {
  const { outside, options } = bench;
  const few = nameOf(FEW);
  const targets = [await start(bench, FEW), await start(bench, MANY)];
  try {
    for (const target of targets) await warmUp(target, outside, options.warmUp);
    const times = new Samples();
    const costs = new Samples();
    const acks = new Samples();
    for (let round = 1; round <= options.rounds; round++) {
      bench.say(`history, turn ${round} of ${options.rounds}`);
      for (const target of targets) {
        await openModals(target, options.batch + 20 * options.seconds);
        await untilQuiet(outside);
        const submitted = await submitAtRate(target, 20, options.seconds);
        acks.add(target.name, ...submitted.map(({ ackMs }) => ackMs));
        await untilQuiet(outside);
        const before = processorMs(target);
        times.add(target.name, 1000 / (await submitAtOnce(target, CONCURRENCY, options.batch)));
        await untilQuiet(outside);
        costs.add(target.name, (processorMs(target) - before) / options.batch);
      }
    }
    const target = { atMost: 1.2 };
    return [
      {
        name: 'time at full speed',
        unit: 'ms a reach-out',
        base: few,
        figures: times.figures(median),
        target,
      },
      { name: 'processor time', unit: 'ms a reach-out', base: few, figures: costs.figures(median), target },
      { name: 'submit → ack, p50', unit: 'ms', base: few, figures: acks.figures(median), target },
    ];
  } finally {
    for (const target of targets) await target.stop();
  }
}

function processorMs({ processes }: Target): number {
  return processes.reduce((sum, one) => sum + one.processorMs(), 0);
}

export function nameOf(count: number): string {
  return `${count.toLocaleString('en')} past`;
}

async function start(bench: Bench, count: number): Promise<Target> {
  const directory = makeDirectory(bench.directory, `history-${count}`);
  const data = makeDirectory(directory, 'data');
  bench.say(`filling a database with ${nameOf(count)}`);
  await fillHistory(data, count);
  const command = appCommand(bench.built, bench.outside, directory, { DATA_DIR: data });
  return startTarget(nameOf(count), [command], bench.outside);
}

const AT_A_TIME = 50_000;

/** Ended reach-outs as the app leaves them, each with its contact and its audit entries. */
export async function fillHistory(directory: string, count: number): Promise<void> {
  const database = await openDatabase({ kind: 'embedded', directory }, () => {});
  const { kysely } = database;
  await migrate(kysely);
  for (let from = 0; from < count; from += AT_A_TIME) {
    const numbers = sql`generate_series(${from}::int, ${Math.min(count, from + AT_A_TIME) - 1}::int) as n`;
    const id = sql`md5('reach-out ' || n)::uuid`;
    const at = sql`now() - interval '1 year' + n * interval '30 seconds'`;
    await sql`
      insert into reach_out (id, team_id, user_id, place_id, channel, recipient, request, draft, warnings,
        lane, state, contact_id, contact, attempts, requested_at, start_at, started_at, ended_at, version,
        shown_version, lease)
      select ${id}, 'T0BENCH001', 'U0BENCH' || lpad((n % 40)::text, 3, '0'), 'C0BENCH' || lpad((n % 20)::text, 3, '0'),
        'sms', '+1206' || (2220000 + n % 7000000),
        jsonb_build_object('channel', 'sms', 'recipient', '+12062220000', 'message', repeat('Your order is on its way. ', 4)),
        jsonb_build_object('phone', '+1 206 222 0000', 'channel', 'sms', 'message', repeat('Your order is on its way. ', 4)),
        '[]', 0, 'ended', md5('contact ' || n)::uuid, '{"legs":{}}', 1, ${at}, ${at}, ${at}, ${at}, 4, 4, 2
      from ${numbers}`.execute(kysely);
    await sql`
      insert into post (reach_out_id, part, post)
      select ${id}, part, '{"tries": 1, "ts": "1700000000.000100"}'
      from ${numbers}, unnest(array['card', 'contact_id']) as part`.execute(kysely);
    await sql`
      insert into contact_leg (contact_id, reach_out_id)
      select md5('contact ' || n)::uuid, ${id} from ${numbers}`.execute(kysely);
    await sql`
      insert into audit_entry (reach_out_id, at, actor, door, action, detail, seq, hash)
      select ${id}, ${at}, actor, door, action, '{"channel":"sms"}', n * 2 + place, sha256('')
      from ${numbers}, (values (1, 'U0BENCH000', 'command', 'requested'), (2, 'engine', 'engine', 'accept'))
        as entry (place, actor, door, action)`.execute(kysely);
  }
  await sql`analyze`.execute(kysely);
  await database.close();
}
