import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { percentile } from '../bench/statistics.ts';
import { contactOf, type Following, start, startFollowing } from '../support/following.ts';
import { textOf } from '../support/steps.ts';

const USAGE = `node test/torture/events-latency.ts [options]
  --contacts N    open contacts (200)
  --every MS      between two events (100)
  --idle S        how long they stay open before, looked up with Amazon Connect's own quotas (0)
  --database D    embedded or postgres (embedded)`;

export interface Options {
  contacts: number;
  everyMs: number;
  idleSeconds: number;
  database: 'embedded' | 'postgres';
}

export interface Measured {
  /** Milliseconds from the queue to the card, one for each contact. */
  latencies: number[];
  describes: number;
  /** DescribeContact calls that were over Amazon Connect's quota. */
  throttled: number;
  updates: number;
}

/** Amazon Connect's own quota where it is the one that counts, and a log that holds all. */
const CONNECT = { quotas: { DescribeContact: { rate: 10, burst: 15 } }, maxRequests: 100_000 };

/** Opens so many calls, then has one after the other answered, and times the way of the event to the card. */
export async function measure(options: Options): Promise<Measured> {
  const following = await startFollowing({ database: options.database, connect: CONNECT });
  try {
    const open = await openMany(following, options.contacts);
    const { connect, slack } = following.world;
    await delay(options.idleSeconds * 1000);
    const updatesBefore = slack.log.counters.byMethod['chat.update'] ?? 0;
    const latencies = await answerAll(following, open, options.everyMs);
    const describes = connect.requests().filter(({ operation }) => operation === 'DescribeContact');
    return {
      latencies,
      describes: describes.length,
      throttled: describes.filter(({ status }) => status === 429).length,
      updates: (slack.log.counters.byMethod['chat.update'] ?? 0) - updatesBefore,
    };
  } finally {
    await following.stop();
  }
}

/** The ContactIds of the open calls, by reach-out. */
async function openMany({ world }: Following, count: number): Promise<Map<string, string>> {
  const open = new Map<string, string>();
  for (let each = 0; each < count; each++) {
    const id = await start(world, 'call');
    open.set(id, (await contactOf(world, id)).id);
  }
  await world.app.drain();
  return open;
}

async function answerAll(
  { world }: Following,
  open: Map<string, string>,
  everyMs: number,
): Promise<number[]> {
  const sentAt = new Map<string, number>();
  const latencies = new Map<string, number>();
  const unsubscribe = world.slack.subscribe((change) => {
    if (change.type !== 'message_changed') return;
    const { metadata } = change.message;
    const id = String(metadata?.event_payload.reach_out_id);
    const at = sentAt.get(id);
    const isTold = metadata?.event_payload.part === 'card' && textOf(change.message).includes('Answered');
    if (at !== undefined && isTold && !latencies.has(id)) latencies.set(id, performance.now() - at);
  });
  for (const [id, contactId] of open) {
    sentAt.set(id, performance.now());
    world.connect.world.answer(contactId);
    await delay(everyMs);
  }
  await world.slack.waitFor(() => latencies.size === open.size, { timeoutMs: 120_000 });
  unsubscribe();
  return [...latencies.values()];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      contacts: { type: 'string', default: '200' },
      every: { type: 'string', default: '100' },
      idle: { type: 'string', default: '0' },
      database: { type: 'string', default: 'embedded' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const database = values.database === 'postgres' ? 'postgres' : 'embedded';
  const { latencies, describes, throttled, updates } = await measure({
    contacts: Number(values.contacts),
    everyMs: Number(values.every),
    idleSeconds: Number(values.idle),
    database,
  });
  const ms = (share: number) => `${Math.round(percentile(latencies, share))} ms`;
  process.stdout.write(
    `${database}, ${latencies.length} open contacts: event to card median ${ms(0.5)} · p95 ${ms(0.95)} · p99 ${ms(0.99)}\n` +
      `DescribeContact ${describes} calls, ${throttled} over the quota · chat.update ${updates}\n`,
  );
}

if (import.meta.main) await main();
