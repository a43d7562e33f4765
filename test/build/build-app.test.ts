import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SANDBOX_CREDENTIALS, startSimulatedConnect } from '../../src/sandbox/connect/index.ts';
import { type SimulatedSlack, startSimulatedSlack } from '../../src/sandbox/slack/index.ts';
import { readJson } from '../manifest/read-json.ts';
import { connectEnvironment, slackEnvironment } from '../support/environment.ts';
import { borrowDatabase } from '../support/postgres.ts';
import { startProcess } from '../support/process.ts';
import { temporaryDirectory } from '../support/run-directory.ts';

const ROOT = path.join(import.meta.dirname, '../..');

/** Nothing that Node would look for packages in lies above it. */
let outdir: string;
let slack: SimulatedSlack;
let env: Record<string, string>;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  outdir = temporaryDirectory('built');
  const { status, stderr } = spawnSync('npm', ['run', 'build', '--silent'], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  fs.cpSync(path.join(ROOT, 'dist'), outdir, { recursive: true });
  slack = await startSimulatedSlack({ manifest: readJson('manifest/manifest.json') });
  const connect = await startSimulatedConnect({ quotas: 'off' });
  const database = await borrowDatabase();
  closing.push(slack.stop, connect.stop, database.giveBack);
  env = {
    ...slackEnvironment(slack, 'http'),
    ...connectEnvironment(connect.seed),
    AWS_ENDPOINT_URL_CONNECT: connect.url,
    AWS_ACCESS_KEY_ID: SANDBOX_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SANDBOX_CREDENTIALS.secretAccessKey,
    PORT: '0',
    DATABASE_URL: database.url,
  };
});
afterAll(async () => {
  for (const close of closing) await close();
});

const start = (options: string[] = [], changed = {}) => startProcess(outdir, { ...env, ...changed }, options);

const codeOf = (name: string) => fs.readFileSync(path.join(outdir, name), 'utf8');
const filesWith = (text: string) =>
  fs.readdirSync(outdir).filter((name) => name.endsWith('.js') && codeOf(name).includes(text));

test('it runs without node_modules, from any directory, and twice', async () => {
  for (const _ of ['cold', 'with what was compiled']) {
    const app = start();
    await app.said('Reach Out is running');
    app.child.kill('SIGTERM');
    expect(await app.ended()).toBe(0);
  }
  expect(fs.readdirSync(path.join(outdir, '.compiled'))).not.toEqual([]);
});

test('it runs where it cannot keep what was compiled', async () => {
  fs.rmSync(path.join(outdir, '.compiled'), { recursive: true, force: true });
  fs.writeFileSync(path.join(outdir, '.compiled'), '');
  const app = start();
  await app.said('Reach Out is running');
  app.child.kill('SIGTERM');
  expect(await app.ended()).toBe(0);
  expect(app.output()).not.toContain('arning');
});

test('its stack traces name the sources', async () => {
  const fault = 'process.stdout.on = () => { throw new Error("odd"); }';
  const app = start(['--import', `data:text/javascript,${encodeURIComponent(fault)}`]);
  expect(await app.ended()).toBe(1);
  expect(app.output()).toMatch(/ at run\d* \([^)]*\/src\/run\.ts:\d+:\d+\)/);
});

test('it runs in Socket Mode', async () => {
  const app = start([], slackEnvironment(slack, 'socket'));
  await app.said('Reach Out is running');
  app.child.kill('SIGTERM');
  expect(await app.ended()).toBe(0);
});

test.each([
  ['conversations', 'CreateParticipantConnectionCommand', 'chat-gateway'],
  ['Socket Mode', 'SlackWebSocket', 'socket-delivery'],
])('what %s alone need is in a file of its own, which is imported where they are on', (_, text, file) => {
  const having = filesWith(text);
  expect(having).toEqual([expect.stringMatching(`^${file}-`)]);
  const importing = filesWith(`"./${having[0]}"`);
  expect(importing).toHaveLength(1);
  const code = codeOf(importing[0] ?? '');
  expect(code.split(`import("./${having[0]}")`)).toHaveLength(2);
  expect(code.split(`"./${having[0]}"`)).toHaveLength(2);
});

test('what packages have that nobody uses is not in it', () => {
  // Of Express, which Bolt has a receiver for, and of Amazon Connect.
  expect(filesWith('require_body_parser')).toEqual([]);
  expect(filesWith('StartOutboundEmailContact$')).toEqual([]);
  expect(filesWith('StartOutboundChatContact$')).not.toEqual([]);
});

test('the licences of what is in it come along', () => {
  const licences = fs.readFileSync(path.join(outdir, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const name of ['@slack/bolt', '@aws-sdk/client-connect', 'kysely', 'pg-types', 'zod']) {
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'));
  }
  expect(licences).toContain('Copyright (c) 2014 Brian M. Carlson');
  expect(licences).not.toMatch(/^esbuild \d/m);
});
