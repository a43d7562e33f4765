import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { slackChecks } from '../../src/app/doctor/slack-checks.ts';
import { readConfig } from '../../src/config/readable-config.ts';
import type { Finding } from '../../src/domain/doctor/finding.ts';
import { runDoctor } from '../../src/domain/doctor/run-doctor.ts';
import {
  defaultSeed,
  type SimulatedSlack,
  seedIds,
  startSimulatedSlack,
} from '../../src/sandbox/slack/index.ts';
import type { Database } from '../../src/store/database.ts';
import { readJson } from '../manifest/read-json.ts';
import { slackEnvironment } from '../support/environment.ts';
import { migratedDatabase } from '../support/postgres.ts';

type Json = Record<string, unknown>;
/** As Slack has them once they were pasted. */
const manifests = {
  socket: readJson('manifest/manifest.json') as Json,
  http: readJson('manifest/manifest.http.json') as Json,
  conversations: readJson('manifest/manifest.conversations.json') as Json,
};

let slack: SimulatedSlack;
/** Stands where a request URL leads to, and answers with this status. */
let door: Server;
const status = 401;
beforeAll(async () => {
  slack = await startSimulatedSlack({ manifest: manifests.socket });
  door = createServer((_, response) => void response.writeHead(status).end()).listen(0, '127.0.0.1');
  await new Promise((resolve) => door.once('listening', resolve));
});
beforeEach(() => {
  slack.changeManifest(manifests.socket);
  slack.installAgain();
});
afterEach(() => slack.faults.clear());
afterAll(async () => {
  door.close();
  door.closeAllConnections();
  await slack.stop();
});

/** What doctor finds of Slack, by the ids of its checks. */
async function found(
  env: Record<string, string>,
  {
    mode = 'socket',
    database = () => Promise.reject(new Error('no database')),
    ...outside
  }: { mode?: 'socket' | 'http'; slackDeadlineMs?: number; database?: () => Promise<Database> } = {},
): Promise<Finding[]> {
  const { config } = readConfig({ ...slackEnvironment(slack, mode), ...env });
  const checks = slackChecks({ config, faults: [], outside, database });
  return [...(await runDoctor(checks, { version: '1' })).findings];
}

const verdicts = (findings: Finding[]) => findings.map(({ check, verdict }) => `${check} ${verdict}`);
const withToken = () => ({ SLACK_CONFIG_TOKEN: slack.configToken });

test('all is well, as far as a bot token shows', async () => {
  const findings = await found({});
  expect(verdicts(findings)).toEqual([
    'token ok',
    'scopes ok',
    'app-token ok',
    'app-manifest warning',
    'membership ok',
  ]);
  expect(findings.map(({ says }) => says)).toEqual(
    expect.arrayContaining([
      'The token has all 14 scopes of manifest/manifest.json.',
      'Reach Out is in 3 channels.',
      expect.stringContaining('are not looked at'),
    ]),
  );
});

test("all is well, as the app's settings show", async () => {
  expect(verdicts(await found(withToken()))).toEqual([
    ...['token ok', 'scopes ok', 'app-token ok', 'slash-command ok', 'shortcuts ok', 'events ok'],
    ...['workflow-step ok', 'app-home ok', 'interactivity ok', 'delivery ok', 'membership ok'],
  ]);
});

test.each<[what: string, env: Record<string, string>, arrange: () => unknown, expected: Partial<Finding>]>([
  [
    'a token that Slack does not know',
    { SLACK_BOT_TOKEN: 'xoxb-other' },
    () => {},
    { check: 'token', verdict: 'failure', says: 'Slack refuses SLACK_BOT_TOKEN (invalid_auth).' },
  ],
  [
    'an app that was uninstalled',
    {},
    () => fail('auth.test', 'account_inactive'),
    { check: 'token', verdict: 'failure', cause: expect.stringContaining('uninstalled') as never },
  ],
  [
    'a Slack that asks to wait',
    {},
    () => slack.fault({ method: 'auth.test', kind: 'rate_limited', retryAfterSeconds: 30 }),
    { check: 'token', verdict: 'warning', next: 'Run doctor again in 30 s.' },
  ],
  [
    'a Slack that is broken',
    {},
    () => slack.fault({ method: 'auth.test', kind: 'http_500' }),
    { check: 'token', verdict: 'failure', says: expect.stringContaining("can't be reached") as never },
  ],
  [
    "a proxy's page in place of Slack's answer",
    {},
    () => slack.fault({ method: 'auth.test', kind: 'malformed' }),
    { check: 'token', verdict: 'failure' },
  ],
  [
    'an installation from before it took files',
    {},
    () => {
      slack.changeManifest(without('files:read', 'files:write'));
      slack.installAgain();
    },
    {
      ...{ check: 'scopes', verdict: 'failure' },
      says: 'The token lacks 2 of the 14 scopes of manifest/manifest.json: files:read, files:write.',
    },
  ],
  [
    'conversations, and an installation without',
    { CONNECT_MESSAGES_TOPIC_ARN: 'arn:aws:sns:us-west-2:111122223333:chats' },
    () => {},
    { check: 'scopes', verdict: 'failure', says: expect.stringContaining('reactions:read') as never },
  ],
  [
    'an app-level token that Slack does not know',
    { SLACK_APP_TOKEN: 'xapp-other' },
    () => {},
    { check: 'app-token', verdict: 'failure', cause: expect.stringContaining('deleted') as never },
  ],
  [
    'an app-level token without its scope',
    {},
    () => fail('apps.connections.open', 'missing_scope'),
    { check: 'app-token', verdict: 'failure', cause: 'It has no scope connections:write.' },
  ],
  [
    'an app-level token that Slack refuses for a reason of its own',
    {},
    () => fail('apps.connections.open', 'not_allowed'),
    {
      check: 'app-token',
      verdict: 'failure',
      cause: expect.stringContaining('Socket Mode may be off') as never,
    },
  ],
  [
    'an app that is nowhere',
    {},
    () => {
      for (const channel of ['#support', '#vip', '#partners'])
        slack.setMembership(channel, seedIds.botUser, false);
    },
    { check: 'membership', verdict: 'warning', says: 'Reach Out is in no channel.' },
  ],
  [
    'channels that nobody may list',
    {},
    () => fail('users.conversations', 'missing_scope'),
    { check: 'membership', verdict: 'warning', says: 'It is not known in which channels Reach Out is.' },
  ],
])('%s', async (_, env, arrange, expected) => {
  const { workspace } = slack;
  const before = structuredClone([...workspace.conversations]);
  arrange();
  expect(await found(env)).toContainEqual(expect.objectContaining({ area: 'Slack', ...expected }));
  for (const [id, { members }] of before) Object.assign(workspace.conversations.get(id)!, { members });
});

test('a Slack that hangs is not waited for', async () => {
  slack.fault({ method: 'auth.test', kind: 'delay', ms: 3_600_000, beforeProcessing: true });
  expect(await found({}, { slackDeadlineMs: 100 })).toContainEqual(
    expect.objectContaining({
      ...{ check: 'token', verdict: 'failure' },
      says: expect.stringContaining("Slack can't be reached"),
    }),
  );
});

test.each<[what: string, change: (manifest: never) => unknown, expected: Partial<Finding>]>([
  [
    'no slash command',
    ({ features }: { features: Json }) => delete features.slash_commands,
    { check: 'slash-command', verdict: 'failure', says: 'The app has no slash command /reach-out.' },
  ],
  [
    'a shortcut less',
    ({ features }: { features: { shortcuts: unknown[] } }) => features.shortcuts.pop(),
    {
      check: 'shortcuts',
      verdict: 'failure',
      says: 'The app has no shortcut message reach_out_from_message.',
    },
  ],
  [
    'no events',
    ({ settings }: { settings: Json }) => delete settings.event_subscriptions,
    {
      check: 'events',
      verdict: 'failure',
      says: expect.stringContaining('no events app_home_opened') as never,
    },
  ],
  [
    'events of messages that nobody reads',
    ({ settings }: { settings: { event_subscriptions: { bot_events: string[] } } }) =>
      settings.event_subscriptions.bot_events.push('message.channels'),
    {
      check: 'events',
      verdict: 'warning',
      says: 'Slack sends the app more than it reads: message.channels.',
    },
  ],
  [
    'no step for workflows',
    (manifest: Json) => delete manifest.functions,
    { check: 'workflow-step', verdict: 'failure' },
  ],
  [
    'no Home tab',
    ({ features }: { features: { app_home: Json } }) => {
      features.app_home.home_tab_enabled = false;
    },
    { check: 'app-home', verdict: 'failure', says: 'The Home tab is off.' },
  ],
  [
    'no interactivity',
    ({ settings }: { settings: Json }) => delete settings.interactivity,
    { check: 'interactivity', verdict: 'failure' },
  ],
  [
    'no Socket Mode',
    ({ settings }: { settings: Json }) => {
      settings.socket_mode_enabled = false;
    },
    { check: 'delivery', verdict: 'failure', says: 'Slack sends by HTTP.' },
  ],
])("the app's settings have %s", async (_, change, expected) => {
  const changed = structuredClone(manifests.socket);
  change(changed as never);
  slack.changeManifest(changed);
  expect(await found(withToken())).toContainEqual(expect.objectContaining({ area: 'Slack', ...expected }));
});

test.each([
  ['another token', { SLACK_CONFIG_TOKEN: 'xoxe.xoxp-other' }, 'invalid_auth'],
  ['a token that ran out', {}, 'token_expired'],
  ["somebody else's app", {}, 'app_not_found'],
])('the settings are not to be seen by %s', async (_, env, error) => {
  fail('apps.manifest.export', error);
  expect(await found({ ...withToken(), ...env })).toContainEqual(
    expect.objectContaining({
      check: 'app-manifest',
      verdict: 'warning',
      cause: expect.stringContaining(error),
    }),
  );
});

test('each installation by OAuth is asked for, and the one that Slack refuses is named by its id', async () => {
  const own = await migratedDatabase();
  const oauth = {
    SLACK_BOT_TOKEN: '',
    SLACK_CLIENT_ID: '1',
    SLACK_CLIENT_SECRET: '2',
    SLACK_STATE_SECRET: 'sixteen characters',
  };
  const look = async () =>
    (await found(oauth, { database: async () => own.database })).filter(({ check }) => check !== 'app-token');
  expect(await look()).toMatchObject([{ check: 'installations', verdict: 'warning' }]);
  const install = (id: string, token: string) =>
    sql`insert into installation (id, doc, sealed, installed_at) values (${id}, '{}', ${`@plain:${token}`}, now())`.execute(
      own.database.kysely,
    );
  await install('T1', slack.botToken);
  expect(await look()).toMatchObject([
    { verdict: 'ok', says: expect.stringContaining('of 1 installation,') },
  ]);
  await install('T2', 'xoxb-gone');
  expect(await look()).toMatchObject([{ verdict: 'failure', says: 'Slack refuses the token of T2.' }]);
  await own.giveBack();
});

const OWN = () => `https://127.0.0.1:${(door.address() as AddressInfo).port}/slack/events`;

test.each<[url: () => string, expected: Partial<Finding>]>([
  [
    () => 'https://YOUR-HOST/slack/events',
    { verdict: 'failure', cause: 'The manifest was pasted as it is.' },
  ],
  [
    () => 'http://reach-out.example.com/slack/events',
    { verdict: 'failure', cause: 'Slack sends to https addresses alone.' },
  ],
  [
    () => 'https://reach-out.example.com/',
    { verdict: 'failure', cause: 'Reach Out answers at /slack/events.' },
  ],
  // What is there speaks no TLS.
  [OWN, { verdict: 'warning', cause: expect.stringContaining('Slack may come there all the same') as never }],
])('a request URL %p', async (url, expected) => {
  slack.changeManifest(
    JSON.parse(JSON.stringify(manifests.http).replaceAll('https://YOUR-HOST/slack/events', url())),
  );
  const findings = (await found(withToken(), { mode: 'http' })).filter(
    ({ check }) => check === 'request-url',
  );
  expect(findings).toEqual([expect.objectContaining(expected)]);
});

function fail(method: string, error: string): void {
  slack.fault({ method, kind: 'error', error, times: 10 });
}

function without(...scopes: string[]): Json {
  const manifest = structuredClone(manifests.socket) as { oauth_config: { scopes: { bot: string[] } } };
  const { bot } = manifest.oauth_config.scopes;
  manifest.oauth_config.scopes.bot = bot.filter((scope) => !scopes.includes(scope));
  return manifest;
}

test('of a token of a whole organization no channels are asked for, as Slack tells them by workspace', async () => {
  const seed = defaultSeed();
  const organization = await startSimulatedSlack({
    manifest: manifests.socket,
    state: {
      ...seed,
      team: { ...seed.team, enterprise: { id: 'E0ACME0001', name: 'Acme' }, isOrgWide: true },
    },
  });
  try {
    const findings = await found(slackEnvironment(organization, 'socket'));
    expect(findings.map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'warning', 'ok']);
    expect(findings[0]?.says).toContain('in the whole organization ');
  } finally {
    await organization.stop();
  }
});

test('what answers in the place of Slack is told as that', async () => {
  const page = createServer((_, response) => void response.end('<html>Sign in</html>')).listen(
    0,
    '127.0.0.1',
  );
  await new Promise((resolve) => page.once('listening', resolve));
  const SLACK_API_URL = `http://127.0.0.1:${(page.address() as AddressInfo).port}/api/`;
  const [token] = await found({ SLACK_API_URL });
  expect(token).toMatchObject({
    ...{ check: 'token', verdict: 'failure' },
    cause: "The call ended with an answer that is not Slack's.",
  });
  page.closeAllConnections();
  page.close();
});
