import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import manifest from '../package.json' with { type: 'json' };
import { seedIds, signatureHeaders } from '../src/sandbox/slack/index.ts';
import { startServer } from './support/postgres.ts';
import { readyOf, timesLogged } from './support/ready.ts';
import { openByCommand, reachOut, told } from './support/steps.ts';
import { startWorld, type World } from './support/world.ts';

/** Of a reach-out that never was. */
const NO_ID = '6f1f3b54-6f0f-4d8e-9a53-0a4b8f0a1c11';

const OLDER = expect.stringContaining('older version');
const UPDATED = {
  response_action: 'update',
  view: expect.objectContaining({
    blocks: [expect.objectContaining({ text: expect.objectContaining({ text: OLDER }) })],
  }),
};
const ERRORS = { response_action: 'errors', errors: expect.any(Object) };
const ANSWERED = { response_type: 'ephemeral', text: OLDER };

const FORM = 'application/x-www-form-urlencoded';
/** Digits so long stand in no id. */
const SECRET_NUMBER = '4111111111111111';
const SECRET_TEXT = `a customer secret ${SECRET_NUMBER}`;

const interaction = (payload: object) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

describe('what comes to the door of Slack', () => {
  let world: World;
  let url: string;

  beforeAll(async () => {
    world = await startWorld();
    url = `http://127.0.0.1:${world.app.port}/slack/events`;
  });
  afterAll(() => world.stop());

  const command = (text = SECRET_TEXT, name = '/reach-out') =>
    new URLSearchParams({
      command: name,
      text,
      user_id: seedIds.ada,
      channel_id: seedIds.support,
      team_id: seedIds.team,
      trigger_id: '1.2.3',
      response_url: `${world.slack.url}/response/none`,
    }).toString();

  function send(body: string, headers: Record<string, string> = {}, at = Date.now()): Promise<Response> {
    return fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': FORM,
        ...signatureHeaders(world.slack.signingSecret, body, at),
        ...headers,
      },
    });
  }

  test.each<[string, () => Promise<Response>, number[]]>([
    [
      'a signature by another secret',
      () => send(command(), signatureHeaders('other', command(), Date.now())),
      [401],
    ],
    [
      'a signature of another body',
      () => send(command(), signatureHeaders(world.slack.signingSecret, 'x', Date.now())),
      [401],
    ],
    [
      'no signature',
      () => fetch(url, { method: 'POST', body: command(), headers: { 'content-type': FORM } }),
      [401],
    ],
    [
      'a signature of five minutes and some seconds ago',
      () => send(command(), {}, Date.now() - 303_000),
      [401],
    ],
    [
      'a signature of five minutes and some seconds ahead',
      () => send(command(), {}, Date.now() + 303_000),
      [401],
    ],
    ['another content type', () => send(command(), { 'content-type': 'text/plain' }), [415]],
    ['a multipart form', () => send(command(), { 'content-type': 'multipart/form-data; boundary=x' }), [415]],
    ['a body of 1 MB', () => send(`text=${'x'.repeat(1_048_576)}`), [413]],
    ['JSON that is broken', () => send('{"type": ', { 'content-type': 'application/json' }), [400, 401]],
    ['a payload that is broken', () => send('payload=%7B%22type'), [400, 401]],
    ['JSON that is null', () => send('null', { 'content-type': 'application/json' }), [400]],
    ['a payload that is null', () => send('payload=null'), [400]],
    ['a payload that is null after a while', () => send(`payload=${'+'.repeat(200)}null`), [400]],
    [
      'JSON that is null after a while',
      () => send(`${' '.repeat(200)}null`, { 'content-type': 'application/json' }),
      [400],
    ],
    ['a GET', () => fetch(url), [404, 405]],
    ...['/health', '/ready', '/metrics'].flatMap((path) =>
      ['POST', 'DELETE', 'OPTIONS'].map((method): [string, () => Promise<Response>, number[]] => [
        `${method} for ${path}`,
        () => fetch(new URL(path, url), { method }),
        [405],
      ]),
    ),
    ...['/', '/slack/events/', '/slack/events/more', '/wp-login.php'].map(
      (path): [string, () => Promise<Response>, number[]] => [
        `a form for ${path}`,
        () => fetch(new URL(path, url), { method: 'POST', body: new URLSearchParams(command()) }),
        [404],
      ],
    ),
  ])('%s is refused', async (_, request, statuses) => {
    const response = await request();
    expect(statuses).toContain(response.status);
    expect(await response.text()).not.toContain(SECRET_TEXT);
  });

  test('HEAD is answered as GET is, where that changes nothing, and without the body', async () => {
    for (const path of ['/health', '/ready', '/metrics']) {
      const [got, headed] = [
        await fetch(new URL(path, url)),
        await fetch(new URL(path, url), { method: 'HEAD' }),
      ];
      expect([path, headed.status, await headed.text()]).toEqual([path, got.status, '']);
      expect(headed.headers.get('content-type')).toBe(got.headers.get('content-type'));
    }
  });

  test('a form that names its charset is read', async () => {
    const sent = send(command('help'), { 'content-type': `${FORM}; charset=utf-8` });
    expect((await sent).status).toBe(200);
  });

  test.each<[string, string]>([
    ['a payload that is a number', 'payload=1'],
    ['a payload that is a text', 'payload=%22x%22'],
    ['a payload that is a list', 'payload=%5B%5D'],
    ['nothing', ''],
    ['a type yet to come', interaction({ type: 'other', user: { id: seedIds.ada } })],
    ['a press by nobody', interaction({ type: 'block_actions', actions: [] })],
    ['a press of nothing', interaction({ type: 'block_actions', user: { id: seedIds.ada } })],
    ['a form by nobody', interaction({ type: 'view_submission', view: { callback_id: 'reach_out' } })],
    ['a form without one', interaction({ type: 'view_submission', user: { id: seedIds.ada } })],
  ])('what is signed and means nothing is refused at once: %s', async (_, body) => {
    const began = performance.now();
    const { status } = await send(body);
    expect([400, 404]).toContain(status);
    expect(performance.now() - began).toBeLessThan(2_500);
  });

  const foreign = { api_app_id: 'A0OTHER' };
  const elsewhere = { team: { id: 'T0OTHER' } };
  const press = (changes: object, action: object = {}) =>
    interaction({
      type: 'block_actions',
      api_app_id: 'A0REACHOUT',
      team: { id: seedIds.team },
      user: { id: seedIds.ada, team_id: seedIds.team },
      trigger_id: '1.2.3',
      response_url: `${world.slack.url}/response/none`,
      container: { type: 'message' },
      actions: [{ type: 'button', action_id: 'stop_contact', block_id: 'b', value: NO_ID, ...action }],
      ...changes,
    });
  const submission = (changes: object, view: object = {}) =>
    interaction({
      type: 'view_submission',
      api_app_id: 'A0REACHOUT',
      team: { id: seedIds.team },
      user: { id: seedIds.ada, team_id: seedIds.team },
      view: {
        id: 'V1',
        type: 'modal',
        callback_id: 'reach_out',
        private_metadata: JSON.stringify({ reach_out_id: NO_ID, place_id: seedIds.support }),
        blocks: [],
        state: { values: {} },
        ...view,
      },
      ...changes,
    });

  test.each<[string, () => string]>([
    ['a command of another app', () => `${command('help')}&api_app_id=A0OTHER`],
    ['a command in another workspace', () => command('help').replace(seedIds.team, 'T0OTHER')],
    ['a button of another app', () => press(foreign)],
    ['a button in another workspace', () => press(elsewhere)],
    ['a form of another app', () => submission(foreign)],
    ['a form in another workspace', () => submission(elsewhere)],
    ['a form that is installed elsewhere', () => submission({}, { app_installed_team_id: 'T0OTHER' })],
  ])('what is for others is refused at once: %s', async (_, body) => {
    expect((await send(body())).status).toBe(403);
  });

  test('and logged once', () => {
    expect(timesLogged(world, 'for another app or workspace')).toBe(1);
  });

  test.each<[string, () => string, unknown]>([
    ['a form of another version', () => submission({}, { callback_id: 'former' }), UPDATED],
    [
      'a form of another version that holds something',
      () => submission({}, { callback_id: 'former', blocks: [{ type: 'input', block_id: 'list' }] }),
      { response_action: 'errors', errors: { list: OLDER } },
    ],
    ['a form that does not know its id', () => submission({}, { private_metadata: '{}' }), UPDATED],
    ['a form whose knowledge is no JSON', () => submission({}, { private_metadata: 'former' }), UPDATED],
    [
      'a form with another kind of id',
      () => submission({}, { private_metadata: '{"reach_out_id":"7"}' }),
      UPDATED,
    ],
    ['a form without knowledge', () => submission({}, { private_metadata: undefined }), UPDATED],
    ['a form without answers', () => submission({}, { state: undefined }), ERRORS],
    ['a form with answers of nothing', () => submission({}, { state: { values: null } }), ERRORS],
    [
      'a form without answers and blocks',
      () => submission({}, { state: undefined, blocks: undefined }),
      ERRORS,
    ],
    ['a form of another version that is closed', () => submission({ type: 'view_closed' }), ''],
    ['a command of another version', () => command(SECRET_TEXT, '/other'), ANSWERED],
    [
      'a list of another version',
      () => interaction({ ...suggestion(), action_id: 'former' }),
      { options: [] },
    ],
  ])('what is of another version is answered at once: %s', async (_, body, answer) => {
    const response = await send(body());
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text && JSON.parse(text)).toEqual(answer);
  });

  const suggestion = () => ({
    type: 'block_suggestion',
    team: { id: seedIds.team },
    user: { id: seedIds.ada },
    container: { type: 'view' },
    block_id: 'former',
    value: '',
  });

  test.each<[string, object]>([
    ['an unknown button', { action_id: 'former', value: NO_ID }],
    ['an unknown menu', { type: 'overflow', action_id: 'former', selected_option: { value: 'x' } }],
    ['Stop, of nothing', { action_id: 'stop_contact', value: undefined }],
    ['Stop, of no id', { action_id: 'stop_contact', value: 'former' }],
    ['Cancel, of no id', { action_id: 'cancel_reach_out', value: `${NO_ID}0` }],
    ['Try again, of no id', { action_id: 'try_again', value: '{"id":7}' }],
  ])('a button of another version is answered privately: %s', async (_, action) => {
    const told: string[] = [];
    const ear = createServer(async (request, response) => {
      for await (const chunk of request) told.push(String(chunk));
      response.end('ok');
    }).listen(0);
    await once(ear, 'listening');
    const response_url = `http://127.0.0.1:${(ear.address() as AddressInfo).port}`;
    expect((await send(press({ response_url }, action))).status).toBe(200);
    while (told.length === 0) await delay(10);
    expect(JSON.parse(told.join(''))).toEqual({
      ...{ response_type: 'ephemeral', replace_original: false },
      text: expect.stringMatching(/older version.*\/reach-out status/),
    });
    ear.close();
  });

  test.each<[string, () => string]>([
    [
      'a shortcut',
      () =>
        interaction({
          ...{ type: 'shortcut', callback_id: 'former', trigger_id: '1.2.3' },
          ...{ user: { id: seedIds.ada }, team: { id: seedIds.team } },
        }),
    ],
    [
      'a button in a form',
      () => press({ response_url: undefined, view: { id: 'V1', type: 'modal' } }, { action_id: 'former' }),
    ],
  ])('where there is no other way, it is told in a direct message: %s', async (_, body) => {
    const direct = `D${seedIds.ada.slice(1)}`;
    const before = world.slack.messages(direct).length;
    expect((await send(body())).status).toBe(200);
    await world.slack.waitFor(() => world.slack.messages(direct).length > before);
    expect(world.slack.messages(direct).at(-1)?.text).toContain('older version');
  });

  test('a form that lost what it knows says so once, above what was typed, as soon as it is touched', async () => {
    const ada = world.slack.as(seedIds.ada);
    const view = await openByCommand(world, ada, '+1 206 555 0152 sms To be copied');
    view.definition.private_metadata = 'former';
    const shown = () => JSON.stringify(ada.view?.definition.blocks);
    await ada.press('more_options');
    await world.slack.waitFor(() => shown().includes('older version'));
    const { hash } = ada.view ?? {};
    await ada.press('more_options');
    await world.slack.waitFor(() => ada.view?.hash !== hash);
    expect(shown().split('older version')).toHaveLength(2);
    expect(shown()).toContain('To be copied');
    expect(await ada.submit()).toMatchObject({ errors: { message: OLDER } });
    await ada.close();
  });

  test('a signature just within five minutes is taken', async () => {
    const response = await send(command('help'), {}, Date.now() - 295_000);
    expect(response.status).toBe(200);
  });

  test('a submission without anything that belongs to it is answered, not fatal', async () => {
    const body = interaction({
      type: 'view_submission',
      user: { id: seedIds.ada },
      team: { id: seedIds.team },
      view: { id: 'V1', callback_id: 'reach_out', private_metadata: '{}', blocks: [], state: { values: {} } },
    });
    expect((await send(body)).status).toBe(200);
  });

  test('nothing of it was logged, nothing started, and the app serves on', async () => {
    expect(world.logged()).not.toContain(SECRET_TEXT);
    expect(world.logged()).not.toContain(world.slack.signingSecret);
    expect(world.logged()).not.toContain(SECRET_NUMBER);
    expect(world.connect.contacts()).toEqual([]);
    const id = await reachOut(world, world.slack.as(seedIds.ada));
    await told(world, id, 'contact_id');
  });
});

describe.each(['http', 'socket'] as const)('health, over %s', (mode) => {
  const alive = async ({ app }: World) => (await fetch(`http://127.0.0.1:${app.port}/health`)).json();

  test('alive and ready, until the database is gone', async () => {
    const server = await startServer();
    const world = await startWorld({ mode, env: { DATABASE_URL: server.urlOf('postgres') } });
    expect(await alive(world)).toEqual({ status: 'alive', version: manifest.version });
    expect(await readyOf(world)).toEqual({
      status: 200,
      body: { status: 'ready', database: true, slack: true },
    });
    await server.stop();
    expect(await alive(world)).toEqual({ status: 'alive', version: manifest.version });
    expect(await readyOf(world)).toMatchObject({ status: 503, body: { database: false, slack: true } });
    await world.stop();
  });
});

test('in Socket Mode, not ready while Slack is not connected', async () => {
  const world = await startWorld({ mode: 'socket' });
  const ready = async () => (await fetch(`http://127.0.0.1:${world.app.port}/ready`)).status;
  expect(await ready()).toBe(200);
  world.slack.fault({ method: 'apps.connections.open', kind: 'http_500', times: Number.POSITIVE_INFINITY });
  world.slack.sockets.cut();
  await world.slack.waitFor(() => world.slack.sockets.connected() === 0);
  let status = await ready();
  while (status === 200) status = await ready();
  expect(status).toBe(503);
  await world.stop();
});
