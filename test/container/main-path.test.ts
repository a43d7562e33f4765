import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../../src/sandbox/app-process/free-port.ts';
import {
  SANDBOX_CREDENTIALS,
  type SimulatedConnect,
  startSimulatedConnect,
} from '../../src/sandbox/connect/index.ts';
import { type SimulatedSlack, seedIds, startSimulatedSlack } from '../../src/sandbox/slack/index.ts';
import { type SimulatedSqs, startSimulatedSqs } from '../../src/sandbox/sqs/index.ts';
import { memoryOf } from '../bench/memory.ts';
import { readJson } from '../manifest/read-json.ts';
import { startContainer, whyNoContainer } from '../support/container.ts';
import { ANY_HOUR, connectEnvironment, slackEnvironment } from '../support/environment.ts';
import { contactOf } from '../support/following.ts';
import { type Image, makeImage } from '../support/image.ts';
import { limitMemory, type MemoryLimit } from '../support/memory-limit.ts';
import { borrowDatabase, query } from '../support/postgres.ts';
import { type AppProcess, follow } from '../support/process.ts';
import { temporaryDirectory } from '../support/run-directory.ts';
import { partsOf, reachOut, textOf, told } from '../support/steps.ts';
import type { World } from '../support/world.ts';

/** What compose.yaml, service.json and the README give it. */
const MEGABYTES = 512;
const PATIENCE_MS = 60_000;
/** Of a password that no URL takes as it is. */
const PASSWORD = 'a/b#c?d%e@f:g';

/** On Fargate those of the task's role come from an address, and expire. */
const CREDENTIALS = { ...SANDBOX_CREDENTIALS, sessionToken: 'of-the-task' };

const reason = whyNoContainer();
if (reason) process.stdout.write(`What runs as in a container is not tried: ${reason}.\n`);
const contained = reason ? test.skip.each : test.each;

let image: Image;
let slack: SimulatedSlack;
let connect: SimulatedConnect;
let sqs: SimulatedSqs;
const limits: MemoryLimit[] = [];
const running: AppProcess[] = [];
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  if (reason) return;
  image = await makeImage();
  slack = await startSimulatedSlack({ manifest: readJson('manifest/manifest.json') });
  connect = await startSimulatedConnect({ quotas: 'off', credentials: [CREDENTIALS] });
  sqs = await startSimulatedSqs();
  connect.deliverEventsTo(sqs, sqs.queueUrl());
  closing.push(slack.stop, connect.stop, sqs.stop);
});
afterEach(async () => {
  for (const app of running.splice(0)) {
    app.child.kill('SIGKILL');
    await app.ended();
  }
  await Promise.all(limits.splice(0).map((limit) => limit.remove()));
});
afterAll(async () => {
  for (const close of closing) await close();
});

/** As far as the steps look. */
const world = () => ({ slack, connect }) as World;

async function serveCredentials(): Promise<string> {
  const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token } = CREDENTIALS;
  const Expiration = new Date(Date.now() + 3_600_000).toISOString();
  const server = http.createServer((_, response) => {
    response.end(JSON.stringify({ AccessKeyId, SecretAccessKey, Token, Expiration }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

interface Storage {
  env: Record<string, string>;
  data?: string;
}

/** A volume as Docker makes it of the image's /data: empty, and the user's. */
async function volume(): Promise<Storage> {
  const data = temporaryDirectory('volume');
  fs.chownSync(data, image.user.uid, image.user.gid);
  return { env: {}, data };
}

/** A server that wants the password, which the URL does not hold. */
async function server(): Promise<Storage> {
  const { url, giveBack } = await borrowDatabase();
  closing.push(giveBack);
  const name = new URL(url).pathname.slice(1);
  await query(url, `create role locked login password '${PASSWORD}'`);
  await query(url, `grant create on database ${name} to locked`);
  return { env: { DATABASE_URL: url.replace('postgres@', 'locked@'), PGPASSWORD: PASSWORD } };
}

async function start({ env, data }: Storage): Promise<AppProcess> {
  const port = String(await freePort());
  const limit = limitMemory(MEGABYTES);
  if (limit) limits.push(limit);
  const app = follow(
    startContainer(image, {
      env: {
        ...slackEnvironment(slack, 'http'),
        ...connectEnvironment(connect.seed),
        AWS_ENDPOINT_URL_CONNECT: connect.url,
        AWS_ENDPOINT_URL_SQS: sqs.url,
        AWS_CONTAINER_CREDENTIALS_FULL_URI: await serveCredentials(),
        CONNECT_EVENTS_QUEUE_URL: sqs.queueUrl(),
        PORT: port,
        ...env,
      },
      ...{ data, policy: ANY_HOUR, procs: limit?.procs },
    }),
  );
  running.push(app);
  slack.deliverTo({ url: `http://127.0.0.1:${port}/slack/events` });
  await app.said('Reach Out is running');
  expect(await health(port)).toBe(0);
  return app;
}

/** What the image's health check ends with. */
function health(port: string): Promise<number | null> {
  return follow(startContainer(image, { command: image.healthCommand, env: { PORT: port } })).ended();
}

contained([
  ['its own database', volume],
  ['a PostgreSQL server, and nothing that it may write', server],
] as const)('with %s: as nobody known, without a home, on a read-only tree, in 512 MB', async (_, store) => {
  const storage = await store();
  const app = await start(storage);
  let mostMb = 0;
  const watching = setInterval(() => {
    mostMb = Math.max(mostMb, memoryOf(app.child.pid ?? 0));
  }, 250);

  const ada = slack.as(seedIds.ada);
  const id = await reachOut(world(), ada, '+1 206 555 0152 call Hello from a container');
  const reply = await told(world(), id, 'contact_id', '', PATIENCE_MS);
  const contact = await contactOf(world(), id);
  expect(textOf(reply)).toContain(contact.id);
  connect.world.answer(contact.id);
  await told(world(), id, 'card', 'Answered', PATIENCE_MS);
  connect.world.hangUp(contact.id);
  await told(world(), id, 'card', 'Call ended by the customer', PATIENCE_MS);

  app.child.kill('SIGTERM');
  expect(await app.ended()).toBe(0);
  clearInterval(watching);
  expect(app.output()).not.toMatch(/arning|EROFS|ENOENT|EACCES|2065550152/);
  expect(limits.map((limit) => limit.kills())).toEqual(limits.map(() => 0));
  expect(mostMb).toBeGreaterThan(50);
  expect(mostMb).toBeLessThan(MEGABYTES);

  const again = await start(storage);
  const next = await reachOut(world(), ada, '+1 206 555 0153 sms Hello again');
  await told(world(), next, 'contact_id', '', PATIENCE_MS);
  expect(partsOf(world(), id, 'card')).toHaveLength(1);
  again.child.kill('SIGTERM');
  expect(await again.ended()).toBe(0);
  if (storage.data) expect(fs.readdirSync(storage.data).sort()).toEqual(['encryption-key', 'postgres']);
  expect(fs.readdirSync(path.join(image.tree, image.workdir)).sort()).toEqual(
    ['LICENSE', 'dist', 'health.mjs', 'node_modules'].sort(),
  );
});

(reason ? test.skip : test)('the health check fails where nobody answers', async () => {
  expect(await health(String(await freePort()))).toBe(1);
});
