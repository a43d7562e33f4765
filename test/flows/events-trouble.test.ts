import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ManualClock, manualClock } from '../../src/sandbox/connect/index.ts';
import { contactOf, type Following, start, startFollowing, tells } from '../support/following.ts';
import { startServer } from '../support/postgres.ts';
import { told } from '../support/steps.ts';

const ANSWERED = 'Answered (may be voicemail)';
const HUNG_UP = 'Call ended by the customer';

describe('a database that is away', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let following: Following;

  beforeAll(async () => {
    server = await startServer();
    following = await startFollowing({ env: { DATABASE_URL: server.urlOf('postgres') } });
  });
  afterAll(async () => {
    await following.stop();
    await server.stop();
  });

  test('keeps an event from being deleted, and is handed it when it is back', async () => {
    const { world, sqs } = following;
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    await told(world, id, 'card', 'Calling');
    await server.suspend();
    world.connect.world.answer(contactId);
    world.connect.world.hangUp(contactId);
    let tries = 0;
    const unsubscribe = sqs.subscribe(() => {
      tries = Math.max(tries, ...sqs.messages().map(({ receiveCount }) => receiveCount));
    });
    await sqs.waitFor(() => sqs.inFlight().length > 0);
    await server.resume();
    await tells(world, id, [ANSWERED, HUNG_UP], 60_000);
    await sqs.waitFor(() => sqs.messages().length === 0, { timeoutMs: 30_000 });
    unsubscribe();
    expect(tries).toBe(1);
    expect(sqs.deadLetters()).toEqual([]);
  });
});

describe('a message that cannot be read', () => {
  let clock: ManualClock;
  let following: Following;

  beforeAll(async () => {
    clock = manualClock();
    following = await startFollowing({ queue: { clock } });
  });
  afterAll(() => following.stop());

  test('goes to the dead-letter queue after five tries, and holds up nobody', async () => {
    const { world, sqs } = following;
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    sqs.send(sqs.queueUrl(), 'hello');
    world.connect.world.answer(contactId);
    sqs.send(sqs.queueUrl(), '{"detail-type":"Amazon Connect Contact Event"}');
    await tells(world, id, [ANSWERED]);
    for (let tries = 1; tries <= 5; tries++) {
      await sqs.waitFor(() => {
        const counts = sqs.messages().map(({ receiveCount }) => receiveCount);
        return counts.length === 2 && counts.every((count) => count === tries);
      });
      clock.advance(61_000);
    }
    await sqs.waitFor(() => sqs.deadLetters().length === 2);
    expect(sqs.messages()).toEqual([]);
    world.connect.world.hangUp(contactId);
    await tells(world, id, [ANSWERED, HUNG_UP]);
    expect(world.logged()).not.toContain('hello');
  });
});

describe('a queue that is in trouble', () => {
  let clock: ManualClock;
  let following: Following;

  beforeAll(async () => {
    clock = manualClock();
    following = await startFollowing({ queue: { clock } });
  });
  afterAll(() => following.stop());

  test.each([
    ['answers with errors', 'ReceiveMessage', 'http_500'],
    ['throttles', 'ReceiveMessage', 'throttle'],
    ['drops connections', 'ReceiveMessage', 'drop_before'],
    ['hands out messages and drops the connection', 'ReceiveMessage', 'drop_after'],
    ['deletes nothing for a while', 'DeleteMessageBatch', 'http_500'],
    ['deletes without saying so', 'DeleteMessageBatch', 'drop_after'],
  ] as const)('%s', async (_, operation, kind) => {
    const { world, sqs } = following;
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    await told(world, id, 'card', 'Calling');
    sqs.fault({ operation, kind, times: 2 });
    world.connect.world.answer(contactId);
    world.connect.world.hangUp(contactId);
    // What was handed out to nobody is handed out again.
    const passing = setInterval(() => clock.advance(31_000), 2_000);
    await tells(world, id, [ANSWERED, HUNG_UP], 60_000);
    clearInterval(passing);
    sqs.clearFaults();
    expect(sqs.deadLetters()).toEqual([]);
  });

  test('is not hammered while it refuses', async () => {
    const { world, sqs } = following;
    sqs.fault({ operation: 'ReceiveMessage', kind: 'http_500', times: Number.POSITIVE_INFINITY });
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    await told(world, id, 'contact_id');
    const looks = () => sqs.calls().ReceiveMessage ?? 0;
    // The AWS SDK looks three times each, and the first two rounds come at once.
    const before = looks() + 6;
    await sqs.waitFor(() => looks() >= before, { timeoutMs: 60_000 });
    const began = performance.now();
    await sqs.waitFor(() => looks() >= before + 6, { timeoutMs: 60_000 });
    expect(performance.now() - began).toBeGreaterThan(1500);
    sqs.clearFaults();
    world.connect.world.answer(contactId);
    await tells(world, id, [ANSWERED], 60_000);
  });
});

describe('contacts of other applications', () => {
  let following: Following;

  beforeAll(async () => {
    following = await startFollowing({ database: 'postgres' });
  });
  afterAll(() => following.stop());

  test('a thousand events of theirs leave nothing behind and hold up nobody for long', async () => {
    const { world, sqs } = following;
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    await told(world, id, 'card', 'Calling');
    const [ours] = world.connect.recentEvents().slice(-1);
    const transactions = async () => {
      const [row] = await world.sql<{ count: string }>(
        'select xact_commit as count from pg_stat_database where datname = current_database()',
      );
      return Number(row?.count);
    };
    const before = await transactions();
    for (let each = 0; each < 1000; each++) {
      const detail = { ...ours?.detail, contactId: `foreign-${each}` };
      sqs.send(sqs.queueUrl(), JSON.stringify({ ...ours, detail }));
    }
    world.connect.world.answer(contactId);
    await tells(world, id, [ANSWERED]);
    await sqs.waitFor(() => sqs.messages().length === 0);
    expect(await world.sql('select * from early_contact_event')).toEqual([]);
    // One statement each, beside what the app does anyway.
    expect((await transactions()) - before).toBeLessThan(2500);
  });
});
