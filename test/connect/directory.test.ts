import { ConnectClient } from '@aws-sdk/client-connect';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createDirectory } from '../../src/connect/directory.ts';
import type { Directory } from '../../src/domain/intake/directory.ts';
import {
  SANDBOX_CREDENTIALS,
  SEED_IDS,
  type SimulatedConnect,
  startSimulatedConnect,
} from '../../src/sandbox/connect/index.ts';
import { silentLog } from '../support/log.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let connect: SimulatedConnect;
let client: ConnectClient;
let directory: Directory;
let now = SECOND;
/** When a search stops waiting for a first fetch. */
let waited: Promise<unknown>;
/** And when a fetch is given up. */
let tooLong: Promise<unknown>;

beforeEach(async () => {
  now = SECOND;
  waited = new Promise(() => {});
  tooLong = new Promise(() => {});
  connect = await startSimulatedConnect({ quotas: 'off' });
  client = new ConnectClient({
    endpoint: connect.url,
    region: connect.seed.region,
    credentials: SANDBOX_CREDENTIALS,
    maxAttempts: 1,
  });
  directory = createDirectory(client, SEED_IDS.instance, silentLog, {
    now: () => now,
    wait: (ms) => (ms < 10 * SECOND ? waited : tooLong),
  });
});
afterEach(async () => {
  client.destroy();
  await connect.stop();
});

const calls = () => connect.requests().map(({ operation }) => operation);
const queue = () => directory.nameOf('queues', SEED_IDS.supportQueue);

test('names queues and flows, by id or ARN, and leads to contacts, once it has been fetched', async () => {
  await directory.refresh();
  expect(queue()).toBe('Support');
  expect(directory.nameOf('queues', `arn:aws:connect:x:y:instance/z/queue/${SEED_IDS.salesQueue}`)).toBe(
    'Sales',
  );
  expect(directory.nameOf('flows', SEED_IDS.smsFlow)).toEqual(expect.any(String));
  expect(directory.nameOf('queues', 'unheard-of')).toBeUndefined();
  expect(directory.contactUrl('c/1')).toMatch(/^https:\/\/.+\/contact-trace-records\/details\/c%2F1$/);
});

test('what could not be fetched is tried again when it is asked for, but not at each time', async () => {
  connect.fault({ operation: 'ListQueues', kind: 'http_500', times: 2 });
  connect.fault({ operation: 'DescribeInstance', kind: 'access_denied' });
  await directory.refresh();
  expect(queue()).toBeUndefined();
  expect(directory.contactUrl('c')).toBeUndefined();
  const before = calls().length;
  now += 29 * SECOND;
  for (let each = 0; each < 100; each++) queue();
  expect(calls()).toHaveLength(before);
  now += SECOND;
  expect(queue()).toBeUndefined();
  await connect.waitFor(() => connect.faults().length === 0);
  await directory.refresh();
  now += 30 * SECOND;
  await connect.waitFor(() => {
    queue();
    return calls().length > before;
  });
  await directory.refresh();
  expect(queue()).toBe('Support');
  expect(directory.contactUrl('c')).toBeDefined();
});

test('is fetched anew while it is used, no more often than every five minutes', async () => {
  await directory.refresh();
  const lists = () => calls().filter((name) => name === 'ListQueues').length;
  for (; now < 4 * MINUTE; now += SECOND) queue();
  expect(lists()).toBe(1);
  now = 6 * MINUTE;
  expect(queue()).toBe('Support');
  await connect.waitFor(() => lists() === 2);
});

const names = async (query = '') => (await directory.search('queues', query)).map(({ name }) => name);

test('a list is one before it has been fetched, until that fails', async () => {
  connect.fault({ operation: 'ListQueues', kind: 'access_denied' });
  expect([directory.isListable('queues'), directory.isListable('flows')]).toEqual([true, true]);
  await directory.refresh();
  expect([directory.isListable('queues'), directory.isListable('flows')]).toEqual([false, true]);
  await directory.refresh();
  connect.fault({ operation: 'ListQueues', kind: 'access_denied' });
  now += 6 * MINUTE;
  await directory.refresh();
  expect(directory.isListable('queues')).toBe(true);
});

test('a search waits for the first fetch, and finds by any part of the name', async () => {
  expect(await names(' SUPP ')).toEqual(['Support']);
  expect(await names()).toEqual((await names()).toSorted());
});

test('a list that is known is searched at once, and fetched anew behind', async () => {
  const before = await names();
  connect.fault({ operation: 'ListQueues', kind: 'access_denied' });
  now += 6 * MINUTE;
  const asked = calls().length;
  expect(await names()).toEqual(before);
  await connect.waitFor(() => calls().length > asked && connect.faults().length === 0);
  expect(await names()).toEqual(before);
});

test('a fetch that hangs is given up, even where it waits for credentials, and is tried again', async () => {
  let credentials: Promise<unknown> = new Promise(() => {});
  client.middlewareStack.add((next) => (args) => credentials.then(() => next(args)), {
    step: 'finalizeRequest',
  });
  tooLong = Promise.resolve();
  await directory.refresh();
  expect(await names()).toEqual([]);
  tooLong = new Promise(() => {});
  credentials = Promise.resolve();
  await directory.refresh();
  expect(await names('supp')).toEqual(['Support']);
});

test('a first fetch that takes too long is cut, and what has arrived of it is searched', async () => {
  const second = Promise.withResolvers<void>();
  const pages = [
    async () => ({ NextToken: '2', QueueSummaryList: [{ Id: 'a', Name: 'Alpha' }] }),
    async () => {
      // The first page has arrived by the time that the second is asked for.
      late.resolve();
      await second.promise;
      return { QueueSummaryList: [{ Id: 'b', Name: 'Beta' }] };
    },
  ];
  client.middlewareStack.add(
    () => async () => ({ response: {}, output: { $metadata: {}, ...(await pages.shift()?.()) } }) as never,
    { step: 'initialize' },
  );
  const late = Promise.withResolvers<void>();
  waited = late.promise;
  expect(await names()).toEqual(['Alpha']);
  waited = new Promise(() => {});
  const whole = names();
  second.resolve();
  expect(await whole).toEqual(['Alpha', 'Beta']);
});
