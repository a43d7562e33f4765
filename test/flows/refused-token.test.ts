import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { sampleOf, scrape } from '../support/metrics.ts';
import { readyOf, timesLogged, untilReady } from '../support/ready.ts';
import { openByCommand, reachOut, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const METHODS = [
  'users.info',
  'conversations.info',
  'views.open',
  'views.update',
  'chat.postMessage',
  'auth.test',
];
const TOLD = 'Slack no longer lets Reach Out in';

describe.each(['http', 'socket'] as const)('a bot token that Slack takes no more, over %s', (mode) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ mode });
  });
  afterEach(() => world.slack.faults.clear());
  afterAll(() => world.stop());

  const ada = () => world.slack.as(seedIds.ada);
  /** Every call, but not what is answered without a token. */
  const refuse = (error: string) => {
    for (const method of METHODS)
      world.slack.fault({ method, kind: 'error', error, times: Number.POSITIVE_INFINITY });
  };

  test.each([
    ['invalid_auth', seedIds.ada],
    ['token_revoked', seedIds.grace],
    ['account_inactive', seedIds.kenji],
  ])(
    '%s: /ready and one line of the log name it, the person is told, and all goes on when it is good again',
    async (error, userId) => {
      const { slack } = world;
      const person = slack.as(userId);
      const named = `Slack refuses SLACK_BOT_TOKEN (${error})`;
      // Who was looked up before is remembered for a while.
      slack.fault({ method: 'users.info', kind: 'error', error, times: Number.POSITIVE_INFINITY });
      await openByCommand(world, person, '+12065550152 sms Hello');
      refuse(error);
      expect(await person.submit()).toMatchObject({
        kind: 'errors',
        errors: { message: expect.stringContaining(TOLD) },
      });
      await person.command('#support', '/reach-out +12065550152 sms Hello');
      await slack.waitForMessage(({ text, visible_to }) => visible_to === userId && text.includes(TOLD));
      expect(await readyOf(world)).toMatchObject({
        status: 503,
        body: { slack: false, missing: ['slack'], cause: expect.stringContaining(named) },
      });
      expect(sampleOf(await scrape(world), 'reach_out_ready', { check: 'slack' })).toBe(0);
      expect(timesLogged(world, named)).toBe(1);
      slack.faults.clear();
      await person.close();
      const id = await reachOut(world, ada());
      await told(world, id, 'contact_id');
      expect(await readyOf(world)).toMatchObject({ status: 200 });
      expect(timesLogged(world, 'Slack accepts SLACK_BOT_TOKEN again')).toBeGreaterThan(0);
    },
  );

  test.each<[string, object]>([
    ['app_uninstalled', { type: 'app_uninstalled' }],
    ['token_revoked', { type: 'tokens_revoked', tokens: { oauth: [], bot: [seedIds.botUser] } }],
  ])('Slack tells of it (%s): not ready at once, until Slack takes a call again', async (reason, event) => {
    // What is still answered would say that all is well.
    await world.app.drain();
    await world.slack.sendEvent({ ...event });
    expect(await readyOf(world)).toMatchObject({
      status: 503,
      body: { cause: expect.stringContaining(reason) },
    });
    await reachOut(world, ada());
    await untilReady(world, 200);
  });

  test("tokens of people are none of the app's", async () => {
    await world.slack.sendEvent({ type: 'tokens_revoked', tokens: { oauth: [seedIds.ada] } });
    expect(await readyOf(world)).toMatchObject({ status: 200 });
  });
});

describe('a bot token beside OAuth', () => {
  let world: World;
  beforeAll(async () => {
    const oauth = {
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 's',
      SLACK_STATE_SECRET: 'sixteen characters',
    };
    world = await startWorld({ env: { ...oauth, REACH_OUT_ALLOWED_WORKSPACES: 'T8OTHER' } });
  });
  afterEach(() => world.slack.faults.clear());
  afterAll(() => world.stop());

  test('that it is good no more ends nothing for other workspaces, not even at a start', async () => {
    const { slack } = world;
    await world.app.drain();
    await slack.sendEvent({ type: 'app_uninstalled' });
    expect(await readyOf(world)).toMatchObject({ status: 200 });
    slack.fault({
      method: 'auth.test',
      kind: 'error',
      error: 'account_inactive',
      times: Number.POSITIVE_INFINITY,
    });
    await world.restart();
    expect(await readyOf(world)).toMatchObject({ status: 200 });
    expect(timesLogged(world, 'Slack refuses SLACK_BOT_TOKEN (account_inactive)')).toBeGreaterThan(0);
    expect(await fetch(`http://127.0.0.1:${world.app.port}/slack/install`)).toMatchObject({ status: 200 });
  });
});
