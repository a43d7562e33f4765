import { type Bench, EMBEDDED, PEER } from '../bench.ts';
import { lineUp } from '../line-up.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { median, percentile } from '../statistics.ts';
import type { Target } from '../targets.ts';
import { command, openModals, submitAtOnce, submitAtRate, untilQuiet, warmUp } from '../work.ts';

const COMMANDS_PER_SECOND = 50;
const SUBMITS_PER_SECOND = 20;
const CONCURRENCY = 32;
const REALISTIC = { slack: 80, connect: 120 };
const NONE = { slack: 0, connect: 0 };

const p50 = (samples: readonly number[]) => percentile(samples, 0.5);
const p99 = (samples: readonly number[]) => percentile(samples, 0.99);

/** Latency, throughput and memory, of all targets in turn, so that what else the machine does hits them alike. */
export async function measureLineUp(bench: Bench): Promise<Row[]> {
  const { options, say } = bench;
  const targets = await lineUp(bench);
  try {
    const idle = await idleMemory(targets);
    for (const target of targets) await warmUp(target, bench.outside, options.warmUp);
    const rows: Row[] = [];
    if (options.scenarios.has('latency')) rows.push(...(await latency(bench, targets)));
    if (options.scenarios.has('throughput')) rows.push(...(await throughput(bench, targets)));
    if (options.scenarios.has('memory')) rows.push(...(await memory(bench, targets, idle)));
    say('line-up done');
    return rows;
  } finally {
    for (const target of targets) await target.stop();
  }
}

async function latency({ options, outside, say }: Bench, targets: Target[]): Promise<Row[]> {
  const slashAck = new Samples();
  const submitAck = new Samples();
  const reply = new Samples();
  const realisticReply = new Samples();
  for (let round = 1; round <= options.rounds; round++) {
    say(`latency, turn ${round} of ${options.rounds}`);
    for (const target of targets) {
      slashAck.add(target.name, ...(await command(target, COMMANDS_PER_SECOND, options.seconds)));
      await untilQuiet(outside);
    }
    for (const target of targets) {
      await openModals(target, 2 * SUBMITS_PER_SECOND * options.seconds);
      await untilQuiet(outside);
      const submitted = await submitAtRate(target, SUBMITS_PER_SECOND, options.seconds);
      submitAck.add(target.name, ...submitted.map(({ ackMs }) => ackMs));
      reply.add(target.name, ...submitted.map(({ repliedMs }) => repliedMs));
      await untilQuiet(outside);
      outside.setLatency(REALISTIC);
      const realistic = await submitAtRate(target, SUBMITS_PER_SECOND, options.seconds);
      realisticReply.add(target.name, ...realistic.map(({ repliedMs }) => repliedMs));
      await untilQuiet(outside);
      outside.setLatency(NONE);
    }
  }
  const row = (name: string, samples: Samples, share: typeof p50, target?: Row['target']): Row => ({
    ...{ name, unit: 'ms', base: PEER, figures: samples.figures(share) },
    ...(target && { target }),
  });
  return [
    row('slash command → ack, p50', slashAck, p50, { atMost: 1.2 }),
    row('slash command → ack, p99', slashAck, p99, { atMost: 1.5 }),
    row('submit → ack, p50', submitAck, p50, { atMost: 3 }),
    row('submit → ack, p99', submitAck, p99),
    row('submit → ContactId, 0 ms away, p50', reply, p50),
    row('submit → ContactId, 80/120 ms away, p50', realisticReply, p50, { atMost: 0.8 }),
    row('submit → ContactId, 80/120 ms away, p99', realisticReply, p99),
  ];
}

async function throughput({ options, outside, say }: Bench, targets: Target[]): Promise<Row[]> {
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
      ...{ figures: rates.figures(median), target: { atLeast: 0.5 }, heldTo: [EMBEDDED] },
    },
    { name: 'processor time', unit: 'ms a reach-out', base: PEER, figures: costs.figures(median) },
  ];
}

function processorMs({ processes }: Target): number {
  return processes.reduce((sum, one) => sum + one.processorMs(), 0);
}

async function idleMemory(targets: Target[]): Promise<Record<string, number>> {
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  return memoryOf(targets);
}

function memoryOf(targets: Target[]): Record<string, number> {
  return Object.fromEntries(
    targets.map(({ name, processes }) => [name, processes[0]?.memory() ?? Number.NaN]),
  );
}

async function memory(
  { options, outside, say }: Bench,
  targets: Target[],
  idle: Record<string, number>,
): Promise<Row[]> {
  for (const target of targets) {
    say(`memory, ${target.name}`);
    while (target.done < options.memoryAfter) {
      const count = Math.min(500, options.memoryAfter - target.done);
      await openModals(target, count);
      await submitAtOnce(target, CONCURRENCY, count);
    }
    await untilQuiet(outside);
  }
  const after = options.memoryAfter.toLocaleString('en');
  return [
    { name: 'resident memory, idle', unit: 'MB', base: PEER, figures: idle },
    { name: `resident memory, after ${after}`, unit: 'MB', base: PEER, figures: memoryOf(targets) },
  ];
}
