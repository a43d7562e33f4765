import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { FaultSpec } from '../../src/sandbox/slack/faults.ts';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { readyOf, timesLogged, untilReady } from '../support/ready.ts';
import { callsFor, reachOut, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ mode: 'socket', overrides: { slackDeadlineMs: 1_000 } });
});
afterEach(() => world.slack.faults.clear());
afterAll(() => world.stop());

const AWAY = "Slack can't be reached at";
const WAIT = 'asks Reach Out to wait';
const BACK = 'Slack can be reached again';

test.each<[string, object, string?]>([
  ['HTTP 500', { kind: 'http_500' }],
  ["a proxy's page with HTTP 502", { kind: 'http_502' }],
  ["a proxy's page with HTTP 200", { kind: 'malformed' }],
  ['a reset', { kind: 'drop_before' }],
  ['no answer', { kind: 'delay', ms: 3_000, beforeProcessing: true }],
  ['ratelimited', { kind: 'rate_limited', retryAfterSeconds: 1 }, WAIT],
  ['an internal error', { kind: 'error', error: 'internal_error' }],
])(
  'a new socket is asked for until there is one, though Slack answers with %s',
  async (_, fault, told = AWAY) => {
    const before = timesLogged(world, told);
    const backBefore = timesLogged(world, BACK);
    const { slack } = world;
    const armed = slack.fault({ method: 'apps.connections.open', times: 2, ...fault } as FaultSpec);
    slack.sockets.refresh('refresh_requested');
    const { body } = await untilReady(world, 503);
    expect(body).toMatchObject({ database: true, slack: false, cause: expect.any(String) });
    await slack.waitFor(() => slack.sockets.connected() === 1);
    await untilReady(world, 200);
    expect(armed.used).toBe(2);
    expect(timesLogged(world, told)).toBe(before + 1);
    expect(timesLogged(world, BACK)).toBe(backBefore + 1);
  },
);

test.each(['invalid_auth', 'token_revoked', 'missing_scope'])(
  'the same for an app token that Slack refuses for a while (%s), which the log and /ready name',
  async (error) => {
    const { slack } = world;
    const named = `Slack refuses SLACK_APP_TOKEN (${error})`;
    slack.fault({ method: 'apps.connections.open', kind: 'error', error, times: 2 });
    slack.sockets.cut();
    await slack.waitFor(() => slack.sockets.connected() === 0);
    let { body } = await untilReady(world, 503);
    while (!body.cause?.includes(named)) ({ body } = await readyOf(world));
    await untilReady(world, 200);
    expect(timesLogged(world, named)).toBe(1);
  },
);

test.each([
  'null',
  'true',
  '7',
  '"hello"',
  '[]',
  '[{"type":"hello"}]',
  '{}',
  '{"type":"close"}',
  '{"type":"ws_message"}',
  '{"type":"events_api"}',
  '{"type":"events_api","envelope_id":"1","payload":{"event":null}}',
  '{"type":"interactive","envelope_id":"1","payload":null}',
  '{"type":"interactive","envelope_id":"1","payload":{"type":"block_actions"}}',
  '{"type":"slash_commands","envelope_id":"1","payload":"text"}',
  'not JSON',
  '',
])('a frame of garbage changes nothing: %s', async (frame) => {
  world.slack.sockets.send(frame);
  const ada = world.slack.as(seedIds.ada);
  expect(await ada.command('#support', '/reach-out help')).toMatchObject({ kind: 'acknowledged' });
  expect(world.slack.sockets.connected()).toBe(1);
  expect(world.logged()).not.toContain('not JSON');
});

test('what is sent while a socket is exchanged goes out once', async () => {
  const ada = world.slack.as(seedIds.ada);
  world.slack.sockets.refresh('warning');
  await world.slack.waitFor(() => world.slack.sockets.connected() === 0);
  await world.slack.waitFor(() => world.slack.sockets.connected() === 1);
  await untilReady(world, 200);
  const id = await reachOut(world, ada);
  await told(world, id, 'contact_id');
  expect(callsFor(world, id)).toHaveLength(1);
});

test('once it is stopped it asks for no other socket, which would take what is meant for the next process', async () => {
  const asked = () => world.slack.log.entries.filter(({ name }) => name === 'apps.connections.open').length;
  const before = asked();
  // The next is asked for at once only where this one has stood for a second.
  await delay(1_100);
  await world.restart(() => world.slack.waitFor(() => world.slack.sockets.connected() === 0));
  expect(asked()).toBe(before + 1);
  expect(world.slack.sockets.connected()).toBe(1);
});
