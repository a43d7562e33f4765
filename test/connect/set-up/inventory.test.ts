import fs from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createInventory } from '../../../src/connect/set-up/inventory.ts';
import {
  defaultSeed,
  instanceArn,
  SANDBOX_CREDENTIALS,
  SEED_IDS,
  type SimulatedConnect,
  startSimulatedConnect,
} from '../../../src/sandbox/connect/index.ts';

let connect: SimulatedConnect;
let inventory: ReturnType<typeof createInventory>;
const at = (over: object = {}) =>
  createInventory({ endpoint: connect.url, region: 'us-east-1', credentials: SANDBOX_CREDENTIALS, ...over });

beforeAll(async () => {
  connect = await startSimulatedConnect({ quotas: 'off' });
  inventory = at();
});
afterAll(async () => {
  inventory.close();
  await connect.stop();
});
beforeEach(() => connect.clearFaults());

const flow = { name: 'Mine', content: fs.readFileSync('manifest/aws/flow-sms.json', 'utf8') };

test('lists what there is, with what keeps a flow from being used, and the channel of each number', async () => {
  expect(await inventory.instances()).toMatchObject({
    items: [{ id: SEED_IDS.instance, arn: instanceArn(defaultSeed()), name: 'reach-out-sandbox' }],
  });
  // By id and by ARN.
  for (const instance of [SEED_IDS.instance, instanceArn(defaultSeed())]) {
    const numbers = await inventory.numbers(instance);
    expect(numbers).toMatchObject({ kind: 'found' });
    const found = numbers.kind === 'found' ? numbers.items : [];
    expect(found.map(({ number, name, channel }) => [number, name, channel])).toEqual([
      ['+12065550100', '+12065550100', undefined],
      ['+12065550101', 'Support', 'sms'],
      ['+12065550102', '+12065550102', 'whatsapp'],
      ['+12065550103', 'Sales', 'sms'],
    ]);
  }
  expect(await inventory.queues(SEED_IDS.instance)).toMatchObject({
    items: [{ id: SEED_IDS.supportQueue, name: 'Support' }, { name: 'Sales' }],
  });
  const flows = await inventory.flows(SEED_IDS.instance);
  const obstacles = flows.kind === 'found' ? flows.items.map(({ name, obstacle }) => [name, obstacle]) : [];
  expect(Object.fromEntries(obstacles)).toEqual({
    'Reach Out: speak a message': undefined,
    'Reach Out: SMS': undefined,
    'Reach Out: WhatsApp': undefined,
    'Draft, not published': 'is not published',
    'Last year’s campaign': 'is archived',
  });
});

test('creates a flow once under its name, and tells what is wrong with another', async () => {
  const { instance } = SEED_IDS;
  const made = await inventory.createFlow(instance, flow);
  expect(made).toEqual({ kind: 'created', id: connect.seed.flows.at(-1)?.id });
  expect(await inventory.createFlow(instance, flow)).toEqual({ kind: 'taken' });
  expect(await inventory.createFlow(instance, { name: 'Other', content: '{}' })).toEqual({
    kind: 'invalid',
    problems: expect.arrayContaining([expect.stringContaining('Version')]),
  });
});

test.each([
  ['access_denied', { kind: 'denied', permission: 'connect:ListContactFlows' }],
  ['expired_token', 'AWS credentials are missing, wrong or expired: sign in, or set AWS_PROFILE (Expired'],
  ['not_found', 'Amazon Connect knows no such instance in this region (ResourceNotFoundException).'],
  ['clock_skew', 'clock is more than five minutes off'],
  ['page', 'Amazon Connect did not answer ListContactFlows: check the network, HTTPS_PROXY'],
] as const)('tells trouble: %s', async (kind, expected) => {
  connect.fault({ operation: 'ListContactFlows', kind, times: Number.POSITIVE_INFINITY });
  expect(await inventory.flows(SEED_IDS.instance)).toEqual(
    typeof expected === 'string' ? { kind: 'failed', cause: expect.stringContaining(expected) } : expected,
  );
});

test('is throttled, and asks again', async () => {
  connect.fault({ operation: 'ListQueues', kind: 'throttle' });
  expect(await inventory.queues(SEED_IDS.instance)).toMatchObject({ kind: 'found' });
});

test('tells credentials that cannot be had, and an address that does not answer', async () => {
  const without = at({ credentials: () => Promise.reject(new Error('expired')) });
  expect(await without.instances()).toMatchObject({
    cause: expect.stringContaining('AWS credentials are missing, wrong or expired'),
  });
  without.close();
  const nowhere = at({ endpoint: 'http://127.0.0.1:9' });
  expect(await nowhere.instances()).toMatchObject({
    cause: expect.stringContaining('did not answer ListInstances'),
  });
  nowhere.close();
});
