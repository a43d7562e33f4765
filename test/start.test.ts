import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { builtApp } from '../src/build/built-app.ts';
import { freePort } from '../src/sandbox/app-process/free-port.ts';
import {
  SANDBOX_CREDENTIALS,
  type SimulatedConnect,
  startSimulatedConnect,
} from '../src/sandbox/connect/index.ts';
import { type SimulatedSlack, seedIds, startSimulatedSlack } from '../src/sandbox/slack/index.ts';
import { readJson } from './manifest/read-json.ts';
import { preparedDataDirectory } from './support/embedded.ts';
import { connectEnvironment, slackEnvironment } from './support/environment.ts';
import { type AppProcess, startProcess } from './support/process.ts';
import { startProxy } from './support/proxy.ts';
import { readyOf, untilReady } from './support/ready.ts';
import { temporaryDirectory } from './support/run-directory.ts';
import { callsFor, opened, partsOf, send, told } from './support/steps.ts';
import type { World } from './support/world.ts';

let built: string;
beforeAll(async () => {
  built = await builtApp();
});

test('with faults in the environment it names them all and ends, before anything is opened', async () => {
  const directory = path.join(temporaryDirectory('unopened'), 'data');
  const app = startProcess(built, { DATA_DIR: directory, PORT: 'x', LOG_LEVEL: 'loud' });
  expect(await app.ended()).toBe(1);
  for (const name of ['SLACK_BOT_TOKEN', 'PORT', 'LOG_LEVEL', 'CONNECT_INSTANCE_ID', 'AWS_REGION']) {
    expect(app.output()).toContain(`- ${name} `);
  }
  expect(app.output()).toContain('See .env.example');
  expect(app.output()).not.toMatch(/^\s+at /m);
  expect(fs.existsSync(directory)).toBe(false);
});

test('an older Node is told what is needed', async () => {
  const pretend =
    'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.19.0"}})';
  const app = startProcess(built, {}, ['--import', pretend]);
  expect(await app.ended()).toBe(1);
  expect(app.output()).toMatch(/^Reach Out needs Node 22 or newer.*npm start/);
});

describe('as a process', () => {
  let slack: SimulatedSlack;
  let connect: SimulatedConnect;
  let running: AppProcess[] = [];
  let directory: string;

  beforeAll(async () => {
    slack = await startSimulatedSlack({ manifest: readJson('manifest/manifest.json') });
    connect = await startSimulatedConnect({ quotas: 'off' });
  });
  beforeEach(async () => {
    directory = await preparedDataDirectory({ isInMemory: true });
  });
  afterEach(() => {
    connect.clearFaults();
    slack.faults.clear();
    for (const { child } of running.splice(0)) child.kill('SIGKILL');
  });
  afterAll(async () => {
    running = [];
    await slack.stop();
    await connect.stop();
  });

  const ada = () => slack.as(seedIds.ada);
  /** As far as the steps look. */
  const world = () => ({ slack, connect }) as World;

  function launch(mode: 'http' | 'socket', env: Record<string, string> = {}): AppProcess {
    const app = startProcess(built, {
      ...slackEnvironment(slack, mode),
      ...connectEnvironment(connect.seed),
      AWS_ENDPOINT_URL_CONNECT: connect.url,
      AWS_ACCESS_KEY_ID: SANDBOX_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: SANDBOX_CREDENTIALS.secretAccessKey,
      PORT: '0',
      DATA_DIR: directory,
      ...env,
    });
    running.push(app);
    return app;
  }

  async function start(mode: 'http' | 'socket', env: Record<string, string> = {}): Promise<AppProcess> {
    const app = launch(mode, env);
    const output = await app.said('Reach Out is running');
    const port = /"port":(\d+)/.exec(output)?.[1];
    slack.deliverTo(
      mode === 'http' ? { url: `http://127.0.0.1:${port}/slack/events` } : { socketMode: true },
    );
    return app;
  }

  async function confirm(): Promise<string> {
    await opened(world(), ada(), () => ada().command('#support', '/reach-out +12065550152 voice Hi'));
    return send(ada());
  }

  test.each(['http', 'socket'] as const)(
    'over %s: the whole path; SIGTERM while work is in hand finishes it and ends with 0',
    async (mode) => {
      const app = await start(mode);
      await told(world(), await confirm(), 'contact_id');

      connect.fault({ operation: 'StartOutboundVoiceContact', kind: 'delay', ms: 700, when: 'after' });
      const id = await confirm();
      await connect.waitFor(() => connect.contacts().some(({ clientToken }) => clientToken === id));
      const asked = Date.now();
      app.child.kill('SIGTERM');
      expect(await app.ended()).toBe(0);
      expect(Date.now() - asked).toBeLessThan(10_000);
      expect(partsOf(world(), id, 'contact_id')).toHaveLength(1);
      expect(app.output()).toContain('"msg":"stopping"');
      expect(app.output()).not.toContain('2065550152');

      const again = await start(mode);
      again.child.kill('SIGINT');
      expect(await again.ended()).toBe(0);
      expect(callsFor(world(), id)).toHaveLength(1);
    },
  );

  const always = Number.POSITIVE_INFINITY;
  const AWAY = "Slack can't be reached at";

  test.each<[string, NodeJS.Signals, () => unknown, (app: AppProcess) => Promise<unknown>]>([
    ['as soon as it has begun', 'SIGTERM', () => {}, (app) => app.said('begun')],
    [
      'while the database is made',
      'SIGHUP',
      () => fs.rmSync(directory, { recursive: true }),
      async () => {
        const draft = path.join(directory, 'postgres.init', 'PG_VERSION');
        while (!fs.existsSync(draft)) await delay(5);
      },
    ],
    [
      'while Slack does not answer',
      'SIGINT',
      () => slack.fault({ method: 'auth.test', kind: 'delay', ms: 9_000, beforeProcessing: true }),
      () => slack.waitFor(() => slack.faults.list().length === 0),
    ],
    [
      'while Slack is waited for',
      'SIGTERM',
      () => slack.fault({ method: 'auth.test', kind: 'http_502', times: always }),
      (app) => app.said(AWAY),
    ],
    ['while it runs', 'SIGHUP', () => {}, (app) => app.said('Reach Out is running')],
  ])('a signal %s (%s) is the ordinary stop', async (_, signal, prepare, moment) => {
    prepare();
    const begun = 'setImmediate(() => process.stderr.write("begun"))';
    const app = launch('http', {
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(begun)}`,
    });
    await moment(app);
    app.child.kill(signal);
    expect(await app.ended()).toBe(0);
    expect(app.output()).toContain(`"signal":"${signal}","msg":"stopping"`);
  });

  test.each<['http' | 'socket', string]>([
    ['http', 'auth.test'],
    ['socket', 'auth.test'],
    ['socket', 'apps.connections.open'],
  ])('over %s: while Slack is away (%s) it waits, not ready, and then starts', async (mode, method) => {
    const port = await freePort();
    const fault = slack.fault({ method, kind: 'http_502', times: always });
    const app = launch(mode, { PORT: String(port) });
    await app.said(AWAY);
    const { status, body } = await untilReady({ app: { port } }, 503);
    expect({ status, body }).toMatchObject({ status: 503, body: { slack: false } });
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
    fault.remove();
    await app.said('Reach Out is running');
    expect(app.output().split(AWAY)).toHaveLength(2);
    expect((await readyOf({ app: { port } })).status).toBe(200);
  });

  test('over socket: a signal while a lost connection is not there again is the ordinary stop', async () => {
    const app = await start('socket');
    slack.fault({ method: 'apps.connections.open', kind: 'drop_before', times: always });
    slack.sockets.refresh('refresh_requested');
    await app.said(AWAY);
    app.child.kill('SIGTERM');
    expect(await app.ended()).toBe(0);
    expect(app.output()).not.toContain('broke down');
  });

  test('a second signal ends it at once; what was in hand is finished after the next start, once', async () => {
    const app = await start('http');
    connect.fault({ operation: 'StartOutboundVoiceContact', kind: 'delay', ms: 5000, when: 'after' });
    const id = await confirm();
    await connect.waitFor(() => connect.contacts().some(({ clientToken }) => clientToken === id));
    app.child.kill('SIGTERM');
    await app.said('"msg":"stopping"');
    app.child.kill('SIGTERM');
    expect(await app.ended()).toBe(1);

    await start('http');
    await told(world(), id, 'contact_id');
    expect(connect.contactsPerToken().get(id)).toBe(1);
    expect(partsOf(world(), id, 'card')).toHaveLength(1);
  });

  test('what hangs is not waited for longer than 8 s; the next start goes on with it', async () => {
    const app = await start('http');
    connect.fault({ operation: 'StartOutboundVoiceContact', kind: 'delay', ms: 60_000, when: 'after' });
    const id = await confirm();
    await connect.waitFor(() => connect.contacts().some(({ clientToken }) => clientToken === id));
    const asked = Date.now();
    app.child.kill('SIGTERM');
    expect(await app.ended()).toBe(0);
    expect(Date.now() - asked).toBeLessThan(9_500);

    await start('http');
    await told(world(), id, 'contact_id');
    expect(connect.contactsPerToken().get(id)).toBe(1);
  });

  test('what nobody caught ends it with 1, and without what hangs on the error', async () => {
    const fault = `process.on("SIGUSR2", () => Promise.reject(Object.assign(new Error("odd"), { body: "41" + "11".repeat(7) })))`;
    const app = launch('http', {
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(fault)}`,
    });
    await app.said('Reach Out is running');
    app.child.kill('SIGUSR2');
    expect(await app.ended()).toBe(1);
    expect(app.output()).toContain('"message":"odd"');
    // A line or a port may have the first four.
    expect(app.output()).not.toContain('4111111111111111');
  });

  test('what a library says on the console is a line of the log, without what goes with it', async () => {
    const says = `process.on("SIGUSR2", () => console.warn("took long", { body: "41" + "11".repeat(7) }))`;
    const app = launch('http', {
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(says)}`,
    });
    await app.said('Reach Out is running');
    app.child.kill('SIGUSR2');
    await app.said('took long');
    app.child.kill('SIGTERM');
    expect(await app.ended()).toBe(0);
    const lines = app.output().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ level: 40, msg: 'took long' }),
    );
    expect(app.output()).not.toContain('4111111111111111');
  });

  test('killed between the confirmation and the call, it starts the contact after the next start, once', async () => {
    const app = await start('http', { CONNECT_START_RATE: '0.2', CONNECT_START_BURST: '1' });
    await told(world(), await confirm(), 'contact_id');
    const id = await confirm();
    app.child.kill('SIGKILL');
    await app.ended();
    expect(callsFor(world(), id)).toEqual([]);
    await start('http');
    await told(world(), id, 'contact_id');
    expect(callsFor(world(), id)).toHaveLength(1);
  });

  test.each<['http' | 'socket', string[]]>([
    ['http', ['slack.invalid', 'connect.invalid']],
    ['socket', ['slack.invalid', 'connect.invalid', '127.0.0.1']],
  ])('over %s: by a proxy, when one is named, goes all that goes to Slack and AWS', async (mode, hosts) => {
    const proxy = await startProxy({
      'slack.invalid': slack.apiUrl,
      'connect.invalid': connect.url,
      // Where the simulated Slack has its sockets.
      '127.0.0.1': slack.apiUrl,
    });
    await start(mode, {
      HTTP_PROXY: proxy.url,
      SLACK_API_URL: 'http://slack.invalid/api/',
      AWS_ENDPOINT_URL_CONNECT: 'http://connect.invalid',
    });
    await told(world(), await confirm(), 'contact_id');
    expect(proxy.hosts()).toEqual(new Set(hosts));
    await proxy.stop();
  });

  test('over socket: what NO_PROXY names goes by none', async () => {
    const proxy = await startProxy({});
    await start('socket', { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' });
    await told(world(), await confirm(), 'contact_id');
    expect(proxy.hosts()).toEqual(new Set());
    await proxy.stop();
  });

  test('the region may stand in the default profile only, beside variables that are empty', async () => {
    const file = path.join(temporaryDirectory('aws'), 'config');
    fs.writeFileSync(file, `[default]\nregion = ${connect.seed.region}`);
    await start('http', { AWS_REGION: '', AWS_PROFILE: ' ', AWS_CONFIG_FILE: file });
    await told(world(), await confirm(), 'contact_id');
  });

  test('a proxy that is none is named, and not used', async () => {
    const app = await start('http', { HTTPS_PROXY: 'nonsense' });
    expect(app.output()).toContain('HTTPS_PROXY is not used: it must be the URL of a proxy');
  });

  test('where Amazon Connect cannot be reached, the card says so and offers Cancel', async () => {
    await start('http', { AWS_ENDPOINT_URL_CONNECT: 'http://127.0.0.1:9' });
    const id = await confirm();
    await told(world(), id, 'card', 'Amazon Connect cannot be reached');
  });

  describe('what keeps it from starting is said in a sentence', () => {
    test.each<[string, () => Record<string, string>, RegExp]>([
      [
        'a token that Slack refuses',
        () => ({ SLACK_BOT_TOKEN: 'xoxb-wrong' }),
        /Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)/,
      ],
      [
        'a database that is not there',
        () => ({ DATABASE_URL: 'postgres://x@127.0.0.1:9/x' }),
        /could not start.*ECONNREFUSED/,
      ],
      [
        'a profile without a region',
        () => ({ AWS_REGION: '', AWS_PROFILE: 'bare', AWS_CONFIG_FILE: '/dev/null' }),
        /AWS_REGION is missing, and the AWS profile bare names no region: set it/,
      ],
      [
        'a region that is none',
        () => ({ AWS_REGION: 'us_west_2' }),
        /AWS_REGION, or the AWS profile, names no AWS region: set it/,
      ],
      ['a data directory that cannot be', () => ({ DATA_DIR: '/dev/null/data' }), /could not start/],
    ])('%s', async (_, env, sentence) => {
      const app = launch('http', env());
      expect(await app.ended()).toBe(1);
      expect(app.output()).toMatch(sentence);
    });

    test.each([
      ['invalid_auth', /Copy it again/],
      ['not_allowed_token_type', /app-level token with the scope connections:write/],
      ['missing_scope', /with the scope connections:write/],
      ['an_error_yet_to_come', /Copy it again/],
    ])('an app token that Slack refuses: %s', async (error, step) => {
      slack.fault({ method: 'apps.connections.open', kind: 'error', error });
      const app = launch('socket');
      expect(await app.ended()).toBe(1);
      expect(app.output()).toContain(`Slack refuses SLACK_APP_TOKEN (${error})`);
      expect(app.output()).toMatch(step);
    });

    test('a port that is taken', async () => {
      const taken = net.createServer();
      await new Promise<void>((resolve) => taken.listen(0, resolve));
      const { port } = taken.address() as net.AddressInfo;
      const app = launch('http', { PORT: String(port) });
      expect(await app.ended()).toBe(1);
      expect(app.output()).toContain(`Port ${port} is in use`);
      taken.close();
    });

    test('another process on the same data directory', async () => {
      await start('http');
      const second = launch('http');
      expect(await second.ended()).toBe(1);
      expect(second.output()).toContain('Another process is using');
    });
  });
});
