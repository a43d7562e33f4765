import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { contactOf, type Following, start, startFollowing, tells } from '../support/following.ts';
import { readyOf, timesLogged, untilReady } from '../support/ready.ts';
import { told } from '../support/steps.ts';

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

const READING = "The queue of contact events can't be read";
const DELETING = "What is read from the queue of contact events can't be deleted there";

test.each([
  [
    'a connection that was dropped without a word',
    { operation: 'ReceiveMessage', kind: 'delay', ms: 3_600_000 },
    `${READING}: it can't be reached.`,
    AGAIN,
  ],
  [
    'AccessDenied for hours',
    { operation: 'ReceiveMessage', kind: 'access_denied' },
    `${READING}: sqs:ReceiveMessage is denied. Allow it for this queue.`,
    AGAIN,
  ],
  [
    'what is read may not be deleted',
    { operation: 'DeleteMessageBatch', kind: 'access_denied' },
    `${DELETING}: sqs:DeleteMessage is denied. Allow it for this queue.`,
    'what is read from the queue of contact events is deleted there again',
  ],
] as const)('a queue that stands still is one state, told once: %s', async (_, fault, cause, again) => {
  const { world, sqs } = following;
  const id = await start(world, 'call');
  const { id: contactId } = await contactOf(world, id);
  await told(world, id, 'contact_id');
  // A deletion that is under way when the clock is turned ends by its limit, which is another trouble.
  await sqs.waitFor(() => sqs.messages().length === 0);
  await readyOf(world);
  const begun = timesLogged(world, cause);
  const over = timesLogged(world, again);
  sqs.fault({ times: ALWAYS, ...fault });
  if (fault.operation === 'DeleteMessageBatch') {
    world.connect.world.answer(contactId);
    while (timesLogged(world, cause) === begun) await delay(20);
  }
  // A look that was under way ends by its limit, and each of the next.
  world.turn(301);
  const { body } = await untilReady(world, 503);
  expect(body).toMatchObject({ contact_events: false, database: true, slack: true });
  while (timesLogged(world, cause) === begun) await delay(20);
  for (let looks = 0; looks < 4; looks++) {
    world.turn(31);
    await delay(600);
    expect(await readyOf(world)).toMatchObject({ status: 503, body: { cause } });
  }
  expect(timesLogged(world, cause)).toBe(begun + 1);
  expect(timesLogged(world, again)).toBe(over);
  sqs.clearFaults();
  world.turn(31);
  if (fault.operation === 'ReceiveMessage') world.connect.world.answer(contactId);
  await tells(world, id, ['Answered (may be voicemail)'], 60_000);
  await untilReady(world, 200);
  expect(timesLogged(world, again)).toBe(over + 1);
  expect(timesLogged(world, cause)).toBe(begun + 1);
});
