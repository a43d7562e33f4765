import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createInboundQueue, type InboundQueue, inboundOf } from '../../../src/connect/inbound/queue.ts';
import { type ManualClock, manualClock, SANDBOX_CREDENTIALS } from '../../../src/sandbox/connect/index.ts';
import { type SimulatedSqs, startSimulatedSqs } from '../../../src/sandbox/sqs/index.ts';
import { turnedClock } from '../../support/clock.ts';
import { silentLog } from '../../support/log.ts';

/** The queue's, and ours. */
let clock: ManualClock;
const own = turnedClock();
let sqs: SimulatedSqs;
let queue: InboundQueue;
/** Resolves what hangs, by its body. */
const hanging = new Map<string, () => void>();
const taken: string[] = [];

beforeAll(async () => {
  clock = manualClock();
  sqs = await startSimulatedSqs({ clock });
  const aws = { endpoint: sqs.url, region: 'us-east-1', credentials: SANDBOX_CREDENTIALS };
  const take = async (body: string) => {
    taken.push(body);
    if (body.startsWith('hangs')) await new Promise<void>((resolve) => void hanging.set(body, resolve));
  };
  queue = createInboundQueue({ url: sqs.queueUrl(), aws, log: silentLog, clock: own }, [
    inboundOf((body) => body, take),
  ]);
  queue.start();
});
afterAll(async () => {
  await queue.stop();
  await sqs.stop();
});

const left = () => sqs.messages().map(({ body }) => body);
const send = (...bodies: string[]) => bodies.map((body) => sqs.send(sqs.queueUrl(), body));

test('one that hangs holds up neither those that came with it nor those after them', async () => {
  send(...Array.from({ length: 9 }, (_, index) => `with ${index}`), 'hangs');
  await sqs.waitFor(() => left().join() === 'hangs');
  own.turn(1);
  send('after');
  await sqs.waitFor(() => taken.includes('after') && left().join() === 'hangs');
  // Handed out again, it is in hand already; its newest handle deletes it.
  clock.advance(31_000);
  await sqs.waitFor(() => sqs.messages()[0]?.receiveCount === 2);
  send('later');
  await sqs.waitFor(() => taken.includes('later'));
  expect(taken.filter((body) => body === 'hangs')).toHaveLength(1);
  hanging.get('hangs')?.();
  await sqs.waitFor(() => left().length === 0);
});

test('of those that hang it takes no more than it can hold, and goes on as they end', async () => {
  const bodies = Array.from({ length: 120 }, (_, index) => `hangs ${index}`);
  send(...bodies);
  const turnUntil = async (probe: () => boolean) => {
    while (!probe()) {
      own.turn(0.2);
      await delay(5);
    }
  };
  await turnUntil(() => sqs.inFlight().length > 90);
  for (const body of bodies) {
    await turnUntil(() => hanging.has(body));
    expect(sqs.inFlight().length).toBeLessThanOrEqual(100);
    hanging.get(body)?.();
  }
  await sqs.waitFor(() => left().length === 0);
  expect(new Set(taken).size).toBe(taken.length);
});
