import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { contactOf, type Following, start, startFollowing, tells } from '../support/following.ts';
import { readyOf, timesLogged, untilReady } from '../support/ready.ts';
import { told } from '../support/steps.ts';

const STILL = "The queue of contact events can't be read.";
const AGAIN = 'the queue of contact events can be read again';
const ALWAYS = Number.POSITIVE_INFINITY;

let following: Following;
beforeAll(async () => {
  following = await startFollowing();
});
afterEach(() => following.sqs.clearFaults());
afterAll(() => following.stop());

test('while it is read, /ready says when it was', async () => {
  const { status, body } = await readyOf(following.world);
  expect({ status, body }).toMatchObject({ status: 200, body: { contact_events: true } });
  expect(Date.parse(body.contact_events_read_at ?? '')).toBeGreaterThan(Date.now() - 60_000);
});

test.each([
  ['a connection that was dropped without a word', { kind: 'delay', ms: 3_600_000 }],
  ['AccessDenied for hours', { kind: 'access_denied' }],
] as const)('a queue that stands still is seen, and read as soon as it can be: %s', async (_, fault) => {
  const { world, sqs } = following;
  const id = await start(world, 'call');
  const { id: contactId } = await contactOf(world, id);
  await told(world, id, 'contact_id');
  const before = timesLogged(world, STILL);
  sqs.fault({ operation: 'ReceiveMessage', times: ALWAYS, ...fault });
  // The look that was under way ends by its limit, and each of the next.
  world.turn(301);
  const { body } = await untilReady(world, 503);
  expect(body).toMatchObject({ contact_events: false, database: true, slack: true });
  expect(body.cause).toMatch(/queue of contact events/);
  while (timesLogged(world, STILL) === before) await delay(20);
  world.turn(31);
  await delay(1_500);
  expect(await readyOf(world)).toMatchObject({ status: 503, body: { cause: STILL } });
  expect(timesLogged(world, STILL)).toBe(before + 1);
  sqs.clearFaults();
  world.turn(31);
  world.connect.world.answer(contactId);
  await tells(world, id, ['Answered (may be voicemail)'], 60_000);
  await untilReady(world, 200);
  expect(timesLogged(world, AGAIN)).toBe(before + 1);
});
