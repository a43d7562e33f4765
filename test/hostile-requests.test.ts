import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedIds, signatureHeaders } from '../src/sandbox/slack/index.ts';
import { startServer } from './support/postgres.ts';
import { reachOut, told } from './support/steps.ts';
import { startWorld, type World } from './support/world.ts';

const FORM = 'application/x-www-form-urlencoded';
const SECRET_TEXT = 'a customer secret 4111';

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

  const interaction = (payload: object) =>
    new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

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
    ...['/', '/health', '/ready', '/slack/events/', '/slack/events/more', '/wp-login.php'].map(
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

  test('a form that names its charset is read', async () => {
    const sent = send(command('help'), { 'content-type': `${FORM}; charset=utf-8` });
    expect((await sent).status).toBe(200);
  });

  test('what is signed and means nothing here is refused once nobody has taken it', async () => {
    const requests: [string, () => Promise<Response>][] = [
      ['a payload that is a number', () => send('payload=1')],
      ['an unknown command', () => send(command(SECRET_TEXT, '/other'))],
      [
        'an unknown shortcut',
        () =>
          send(
            interaction({
              type: 'shortcut',
              callback_id: 'other',
              user: { id: seedIds.ada },
              team: { id: seedIds.team },
            }),
          ),
      ],
      [
        'an unknown view',
        () =>
          send(
            interaction({
              type: 'view_submission',
              user: { id: seedIds.ada },
              team: { id: seedIds.team },
              view: { callback_id: 'other', state: { values: {} } },
            }),
          ),
      ],
      ['nothing', () => send('')],
    ];
    const answers = await Promise.all(requests.map(([, request]) => request()));
    expect(answers.map(({ status }) => status)).toEqual(requests.map(() => 404));
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
    expect(world.logged()).not.toContain('4111');
    expect(world.connect.contacts()).toEqual([]);
    const id = await reachOut(world, world.slack.as(seedIds.ada));
    await told(world, id, 'contact_id');
  });
});

describe.each(['http', 'socket'] as const)('health, over %s', (mode) => {
  const get = async (world: World, path: string) => {
    const response = await fetch(`http://127.0.0.1:${world.app.port}${path}`);
    return { status: response.status, body: await response.json() };
  };

  test('alive and ready, until the database is gone', async () => {
    const server = await startServer();
    const world = await startWorld({ mode, env: { DATABASE_URL: server.urlOf('postgres') } });
    expect(await get(world, '/health')).toEqual({ status: 200, body: { status: 'alive' } });
    expect(await get(world, '/ready')).toEqual({
      status: 200,
      body: { status: 'ready', database: true, slack: true },
    });
    await server.stop();
    expect(await get(world, '/health')).toMatchObject({ status: 200 });
    expect(await get(world, '/ready')).toMatchObject({ status: 503, body: { database: false, slack: true } });
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
