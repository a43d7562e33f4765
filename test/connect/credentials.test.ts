import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ConnectClient, type ConnectClientConfig } from '@aws-sdk/client-connect';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createGateway } from '../../src/connect/gateway.ts';
import { createTransport } from '../../src/connect/transport.ts';
import type { ContactGateway } from '../../src/domain/contact/gateway.ts';
import { SANDBOX_CREDENTIALS } from '../../src/sandbox/connect/index.ts';
import { silentLog } from '../support/log.ts';
import { temporaryDirectory } from '../support/run-directory.ts';
import { sampleReachOut } from '../support/sample-reach-out.ts';

const DEADLINE_MS = 300;
/** By then a call has ended that ends by its deadline, on a busy machine too. */
const SOON_MS = 5_000;

/** What tests have left waiting for credentials, which ends before the file does. */
const asked: Promise<unknown>[] = [];
const servers: http.Server[] = [];
let config: string;
let prompts: string;
const before = { ...process.env };

beforeAll(() => {
  const directory = temporaryDirectory('aws');
  config = path.join(directory, 'config');
  prompts = path.join(directory, 'prompts');
  fs.writeFileSync(prompts, '');
  fs.writeFileSync(
    config,
    `
[profile prompts]
credential_process = sh -c 'echo $$ >>${prompts}; exec sleep 5'
[profile fails]
credential_process = sh -c 'echo no; exit 1'
[profile nonsense]
credential_process = sh -c 'echo {}'
[profile lost]
role_arn = arn:aws:iam::111122223333:role/r
source_profile = nowhere
`,
  );
});
afterAll(async () => {
  // Those that have begun and not ended yet.
  spawnSync('kill', fs.readFileSync(prompts, 'utf8').split('\n').filter(Boolean));
  await Promise.allSettled(asked);
  process.env = before;
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** As a container's endpoint and a machine's metadata service give them, without a space as a part of it becomes a path. */
const GIVEN = JSON.stringify({
  ...{ Code: 'Success', AccessKeyId: 'AKID', SecretAccessKey: 'secret', Token: 'token' },
  Expiration: '2999-01-01T00:00:00Z',
});

let speak: () => void;

/** The URL of what answers nobody until it is to speak, and then gives credentials to those who wait as well. */
async function silentUrl(): Promise<string> {
  const held: http.ServerResponse[] = [];
  let isSilent = true;
  const server = http.createServer((_, response) => {
    if (isSilent) held.push(response);
    else response.end(GIVEN);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  speak = () => {
    isSilent = false;
    for (const response of held) response.end(GIVEN);
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test.each<[string, (silent: string) => NodeJS.ProcessEnv]>([
  ['a credential_process that waits for somebody', () => ({ AWS_PROFILE: 'prompts' })],
  ['one that fails', () => ({ AWS_PROFILE: 'fails' })],
  ['one that prints something else', () => ({ AWS_PROFILE: 'nonsense' })],
  ['a profile that leads nowhere', () => ({ AWS_PROFILE: 'lost' })],
  ['a profile that is not there', () => ({ AWS_PROFILE: 'unknown' })],
  ['a container whose endpoint never answers', (silent) => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: silent })],
  [
    'a container whose endpoint is gone',
    () => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9/' }),
  ],
  ['a machine whose metadata never come', (silent) => ({ AWS_EC2_METADATA_SERVICE_ENDPOINT: silent })],
  [
    'a metadata service that is gone',
    () => ({
      AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:9',
      AWS_METADATA_SERVICE_NUM_ATTEMPTS: '1',
    }),
  ],
])('%s: nothing was sent, by the deadline, because of credentials', async (_, env) => {
  const silent = await silentUrl();
  process.env = {
    PATH: before.PATH,
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    ...env(silent),
  };
  const transport = createTransport(1000);
  const client = new ConnectClient({
    ...{ endpoint: silent, region: 'us-west-2', maxAttempts: 1 },
    requestHandler: transport.handler,
  });
  const gateway: ContactGateway = createGateway({
    ...{ client, transport, instanceId: 'i', log: silentLog, deadlineMs: DEADLINE_MS },
  });
  const refused = { kind: 'rejected', failure: { code: 'credentials' }, conclusive: false };
  const began = performance.now();
  const answers = await Promise.all([
    gateway.start(sampleReachOut().request, 'token'),
    gateway.stop('c'),
    gateway.describe('c'),
  ]);
  expect(performance.now() - began).toBeLessThan(SOON_MS);
  asked.push(client.config.credentials());
  speak();
  expect(answers).toMatchObject([refused, refused, { kind: 'unavailable' }]);
});

/** A client that can reach nobody. */
function gatewayOf(settings: ConnectClientConfig): ContactGateway {
  const transport = createTransport(1000);
  const client = new ConnectClient({
    ...{ endpoint: 'http://127.0.0.1:9', region: 'us-west-2', credentials: SANDBOX_CREDENTIALS },
    ...{ maxAttempts: 1, requestHandler: transport.handler, ...settings },
  });
  return createGateway({ client, transport, instanceId: 'i', log: silentLog, deadlineMs: DEADLINE_MS });
}

const withSecret = (changes: object): ConnectClientConfig => ({
  credentials: { ...SANDBOX_CREDENTIALS, ...changes },
});

test.each<[string, ConnectClientConfig, string, string]>([
  ...[
    ...['nonsense', 'http://', 'http://[::1', 'https//x.example', 'http://x.example:99999'],
    ...['connect.us-west-2.amazonaws.com', 'http://a b', '://'],
  ].map((endpoint): [string, ConnectClientConfig, string, string] => [
    `the endpoint ${endpoint}`,
    { endpoint },
    'settings',
    'ERR_INVALID_URL',
  ]),
  ['the endpoint localhost:9', { endpoint: 'localhost:9' }, 'settings', 'ERR_INVALID_PROTOCOL'],
  ['the endpoint ftp://x', { endpoint: 'ftp://x' }, 'settings', 'ERR_INVALID_PROTOCOL'],
  ['FIPS beside an endpoint', { useFipsEndpoint: true }, 'settings', 'EndpointError'],
  [
    'a key id of two lines',
    withSecret({ accessKeyId: 'AK\nID' }),
    'malformed_credentials',
    'ERR_INVALID_CHAR',
  ],
  [
    'a dash in a key id',
    withSecret({ accessKeyId: 'AK\u2013ID' }),
    'malformed_credentials',
    'ERR_INVALID_CHAR',
  ],
  [
    'a token of two lines',
    withSecret({ sessionToken: 'a\r\nb' }),
    'malformed_credentials',
    'ERR_INVALID_CHAR',
  ],
  [
    'a line break behind a token',
    withSecret({ sessionToken: 'a\n' }),
    'malformed_credentials',
    'ERR_INVALID_CHAR',
  ],
])('%s: nothing was sent, and the fault is named', async (_, settings, code, fault) => {
  const refused = { kind: 'rejected', failure: { code, fault }, conclusive: false };
  const gateway = gatewayOf(settings);
  expect(await gateway.start(sampleReachOut().request, 'token')).toEqual(refused);
  expect(await gateway.stop('c')).toEqual(refused);
  expect(await gateway.describe('c')).toEqual({ kind: 'unavailable' });
});
