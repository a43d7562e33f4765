import { ConnectClient } from '@aws-sdk/client-connect';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createAgents } from '../../src/connect/agents.ts';
import type { FaultOrder } from '../../src/sandbox/connect/index.ts';
import {
  SANDBOX_CREDENTIALS,
  SEED_IDS,
  type SimulatedConnect,
  startSimulatedConnect,
} from '../../src/sandbox/connect/index.ts';
import { silentLog } from '../support/log.ts';

let connect: SimulatedConnect;
let client: ConnectClient;

beforeAll(async () => {
  connect = await startSimulatedConnect({ quotas: 'off', seed: { agents: AGENTS } });
  const { region } = connect.seed;
  client = new ConnectClient({
    ...{ endpoint: connect.url, region, credentials: SANDBOX_CREDENTIALS, maxAttempts: 1 },
  });
});
afterEach(() => {
  connect.clearFaults();
  connect.clearRequests();
});
afterAll(async () => {
  client.destroy();
  await connect.stop();
});

const AGENTS = [
  { id: SEED_IDS.agent, name: 'Ana Souza' },
  { id: 'mononym', name: 'Teller' },
];

const start = () => createAgents(client, SEED_IDS.instance, silentLog);
const asked = () => connect.requests().length;

test('names are asked for once', async () => {
  const agents = start();
  expect(agents.nameOf(SEED_IDS.agent)).toBeUndefined();
  await agents.learn([SEED_IDS.agent, 'mononym']);
  expect(AGENTS.map(({ id }) => agents.nameOf(id))).toEqual(['Ana Souza', 'Teller']);
  await agents.learn([SEED_IDS.agent]);
  await agents.learn([]);
  expect(asked()).toBe(2);
});

test.each<[string, Omit<FaultOrder, 'operation'>]>([
  ['may not be asked for', { kind: 'access_denied' }],
  ['cannot be had now', { kind: 'throttle' }],
  ['cannot be read', { kind: 'malformed' }],
])('a name that %s is left out, and not asked for again at each message', async (_, fault) => {
  connect.fault({ operation: 'DescribeUser', times: 9, ...fault });
  const agents = start();
  await agents.learn([SEED_IDS.agent]);
  await agents.learn([SEED_IDS.agent]);
  expect([agents.nameOf(SEED_IDS.agent), asked()]).toEqual([undefined, 1]);
});

test('a name that takes long is not waited for, and is there for the next message', async () => {
  connect.fault({ operation: 'DescribeUser', kind: 'delay', ms: 3_000 });
  const agents = start();
  const isAnswered = () => connect.requests().some(({ status }) => status === 200);
  await agents.learn([SEED_IDS.agent]);
  expect(isAnswered()).toBe(false);
  await connect.waitFor(isAnswered);
  await agents.learn([SEED_IDS.agent]);
  expect(agents.nameOf(SEED_IDS.agent)).toBe('Ana Souza');
});
