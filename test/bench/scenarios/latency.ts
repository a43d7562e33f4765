import { type Bench, PEER } from '../bench.ts';
import { withLineUp } from '../line-up.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { percentile } from '../statistics.ts';
import type { Target } from '../targets.ts';
import { command, openModals, submitAtRate, untilQuiet } from '../work.ts';

const COMMANDS_PER_SECOND = 50;
const SUBMITS_PER_SECOND = 20;
const REALISTIC = { slack: 80, connect: 120 };
const NONE = { slack: 0, connect: 0 };

const p50 = (samples: readonly number[]) => percentile(samples, 0.5);
const p99 = (samples: readonly number[]) => percentile(samples, 0.99);

/** What a person in Slack waits for, at a low rate. */
export function measureLatency(bench: Bench): Promise<Row[]> {
  return withLineUp(bench, 'latency', (targets) => inTurn(bench, targets));
}

async function inTurn({ options, outside, say }: Bench, targets: Target[]): Promise<Row[]> {
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
    row('slash command → ack, p50', slashAck, p50, { atMost: 1 }),
    row('slash command → ack, p99', slashAck, p99, { atMost: 1.5 }),
    row('submit → ack, p50', submitAck, p50, { atMost: 2 }),
    row('submit → ack, p99', submitAck, p99),
    row('submit → ContactId, 0 ms away, p50', reply, p50),
    row('submit → ContactId, 80/120 ms away, p50', realisticReply, p50, { atMost: 0.74 }),
    row('submit → ContactId, 80/120 ms away, p99', realisticReply, p99),
  ];
}
