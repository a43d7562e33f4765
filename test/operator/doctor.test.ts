import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { defaultSeed } from '../../src/sandbox/connect/index.ts';
import { type SimulatedSlack, startSimulatedSlack } from '../../src/sandbox/slack/index.ts';
import { readJson } from '../manifest/read-json.ts';
import { connectEnvironment, slackEnvironment } from '../support/environment.ts';
import { runOperator } from '../support/operator.ts';

let slack: SimulatedSlack;
beforeAll(async () => {
  slack = await startSimulatedSlack({ manifest: readJson('manifest/manifest.json') });
});
afterAll(() => slack.stop());

const scratch = path.join(os.tmpdir(), `doctor-${process.pid}`);
/** Where nothing is yet. */
const DATA_DIR = path.join(scratch, 'data');

test('of nothing that is set up, it says all that is missing, and what to do, and makes nothing', async () => {
  const { code, out, said } = await runOperator(['doctor'], { DATA_DIR, SLACK_API_URL: slack.apiUrl });
  expect(fs.existsSync(path.dirname(DATA_DIR))).toBe(false);
  expect(out).toContain(`! There is no database in ${DATA_DIR} yet.\n`);
  expect(out).toContain('    → Start Reach Out once.\n      npm start\n');
  expect(out).not.toContain('is not known: it could not be made');
  expect({ code, said }).toEqual({ code: 1, said: '' });
  expect(out).toMatch(/^Reach Out \d+\.\d+\.\d+\n\nSlack\n {2}✗ SLACK_BOT_TOKEN is missing\.\n/);
  expect(out).toContain('    → Copy the Bot User OAuth Token from');
  expect(out).toContain('✗ No channel is set up.');
  expect(out).not.toContain('\u001B');
});

test('what can be looked at is looked at, whatever else is missing', async () => {
  const { code, out } = await runOperator(['doctor', '--json'], {
    DATA_DIR,
    ...slackEnvironment(slack, 'socket'),
  });
  expect(code).toBe(1);
  const { ok, findings } = JSON.parse(out);
  expect(ok).toBe(false);
  expect(findings).toContainEqual({
    ...{ area: 'Slack', check: 'token', verdict: 'ok' },
    says: "SLACK_BOT_TOKEN is @reach_out's in Reach Out Sandbox (https://reach-out-sandbox.slack.com/).",
  });
});

test('a Slack that is not there is named with what broke on the way', async () => {
  const gone = await startSimulatedSlack();
  await gone.stop();
  const { out } = await runOperator(['doctor'], { DATA_DIR, ...slackEnvironment(gone, 'http') });
  expect(out).toContain(`✗ Slack can't be reached at ${gone.apiUrl}`);
  expect(out).toContain('The call ended with ECONNREFUSED.');
});

test.each([[['doctor', '--yaml']], [['doctor', '--json', 'now']]])('%j is not understood', async (args) => {
  expect(await runOperator(args, { DATA_DIR })).toMatchObject({
    code: 1,
    said: expect.stringContaining('"doctor" takes nothing but --json.'),
  });
});

test('a program that gives no credentials is told so, and keeps nobody waiting', async () => {
  const directory = fs.mkdtempSync(`${scratch}-aws-`);
  const AWS_CONFIG_FILE = path.join(directory, 'config');
  fs.writeFileSync(AWS_CONFIG_FILE, '[default]\ncredential_process = sleep 120\n');
  const env = { ...connectEnvironment(defaultSeed()), AWS_REGION: 'us-west-2', AWS_CONFIG_FILE };
  const { out } = await runOperator(['doctor'], { DATA_DIR, SLACK_API_URL: slack.apiUrl, ...env });
  expect(out).toContain('✗ AWS credentials did not come in time.');
  fs.rmSync(directory, { recursive: true });
});

test('of a database that is malformed, that alone is told, with nothing of its password', async () => {
  const env = { DATABASE_URL: 'mysql://reach:hunter2@db.example.com/x', SLACK_API_URL: slack.apiUrl };
  const { out } = await runOperator(['doctor'], env);
  expect(out).toContain('✗ DATABASE_URL must begin with postgres:// or postgresql://.');
  expect(out).not.toMatch(/hunter2|could not be made|are free in/);
});

test('a DATA_DIR where no database can be made is told', async () => {
  const file = `${scratch}-file`;
  fs.writeFileSync(file, '');
  for (const DATA_DIR of [file, path.join(file, 'data')]) {
    const { out } = await runOperator(['doctor'], { DATA_DIR, SLACK_API_URL: slack.apiUrl });
    expect(out).toContain(`✗ The database cannot be opened.\n    ${file} is not a directory.\n`);
  }
  fs.rmSync(file);
});
