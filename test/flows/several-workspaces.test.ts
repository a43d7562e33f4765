import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import manifest from '../../manifest/manifest.json' with { type: 'json' };
import {
  type SeveralWorkspaces,
  type SimulatedSlack,
  seedIds,
  startSeveralWorkspaces,
} from '../../src/sandbox/slack/index.ts';
import { baseOf, begin, comeBack, installIn, oauthEnvironment } from '../support/installing.ts';
import { csvOf, listParts, numbersFrom, sendList } from '../support/many.ts';
import { startOther, there } from '../support/other-workspace.ts';
import { readyOf } from '../support/ready.ts';
import { openByCommand, partsOf, reachOut, reachOutIdOf, textOf, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const SCOPES = manifest.oauth_config.scopes.bot;

let several: SeveralWorkspaces;
let world: World;
let other: SimulatedSlack;
/** The world as seen from the other workspace. */
let elsewhere: World;

beforeAll(async () => {
  several = await startSeveralWorkspaces();
  world = await startWorld({ database: 'postgres', env: oauthEnvironment(several) });
  other = await startOther(world, several);
  elsewhere = { ...world, slack: other };
});
afterAll(async () => {
  await world.stop();
  await other.stop();
  await several.stop();
});

const ada = () => world.slack.as(seedIds.ada);
const otherAda = () => other.as(there(seedIds.ada));

interface Entry {
  action: string;
  actor: string;
  door: string;
  detail: Record<string, unknown>;
}

const entriesOf = (id: string) =>
  world.sql<Entry>(
    'select action, actor, door, detail from reach_out.audit_entry where reach_out_id = $1 order by id',
    [id],
  );
const entriesSaying = (text: string) =>
  world.sql<Entry>(
    'select action, actor, door, detail from reach_out.audit_entry where detail::text like $1 order by id',
    [`%${text}%`],
  );

async function until<Value>(probe: () => Promise<Value | undefined | false>): Promise<Value> {
  for (;;) {
    const value = await probe();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const rowOf = async (id: string) => {
  const [row] = await world.sql<{ state: string; silence: string | null; failure: { code: string } | null }>(
    'select state, silence, failure from reach_out.reach_out where id = $1',
    [id],
  );
  return row;
};

describe('before it is installed', () => {
  test('it is ready, and takes nothing from a workspace', async () => {
    expect(await readyOf(world)).toMatchObject({ status: 200 });
    expect(await ada().command('#support', '/reach-out help')).toMatchObject({ kind: 'failed' });
  });

  test('the page leads to Slack, is not kept, and asks for what the manifest has', async () => {
    const page = await fetch(`${baseOf(world)}/slack/install`);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const { authorizeUrl } = await begin(world);
    const { searchParams } = new URL(authorizeUrl);
    expect(searchParams.get('scope')).toBe(SCOPES.join(','));
    expect(await page.text()).not.toContain(several.clientSecret);
  });

  test.each<[string, number, (url: string, cookie: string) => [string, string]]>([
    ['cancelled', 200, (url, cookie) => [several.cancel(url), cookie]],
    ['of another browser', 400, (url) => [several.allow(url, world.slack, seedIds.ada), '']],
    [
      'whose state is forged',
      400,
      (url) => [
        several.allow(url, world.slack, seedIds.ada).replace(/state=[^&]+/, 'state=a.b.c'),
        'slack-app-oauth-state=a.b.c',
      ],
    ],
    [
      'with a code of nobody',
      502,
      (url, cookie) => [
        several.allow(url, world.slack, seedIds.ada).replace(/code=[^&]+/, 'code=wrong'),
        cookie,
      ],
    ],
    ['without a code', 400, (_, cookie) => [`${baseOf(world)}/slack/oauth_redirect`, cookie]],
  ])('one %s is answered %i, and nothing is installed', async (_, status, come) => {
    several.redirectTo(`${baseOf(world)}/slack/oauth_redirect`);
    const { authorizeUrl, cookie } = await begin(world);
    const page = await comeBack(...come(authorizeUrl, cookie));
    expect(page.status).toBe(status);
    expect(await page.text()).toContain('Nothing was installed');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await world.sql('select id from reach_out.installation')).toEqual([]);
  });

  test('one that Slack has allowed, and then gives no answer about, is not said to have failed', async () => {
    several.redirectTo(`${baseOf(world)}/slack/oauth_redirect`);
    const { authorizeUrl, cookie } = await begin(world);
    const fault = world.slack.fault({
      method: 'auth.test',
      kind: 'http_500',
      times: Number.POSITIVE_INFINITY,
    });
    const page = await comeBack(several.allow(authorizeUrl, world.slack, seedIds.ada), cookie);
    fault.remove();
    expect(page.status).toBe(502);
    expect(await page.text()).toContain('it is not known whether the app is installed there');
    expect(await world.sql('select id from reach_out.installation')).toEqual([]);
  });

  test('one in a workspace that nobody has named is answered 403, and its token is not kept', async () => {
    const { team } = other.workspace;
    const { id } = team;
    team.id = 'T8STRANGER';
    several.redirectTo(`${baseOf(world)}/slack/oauth_redirect`);
    const { authorizeUrl, cookie } = await begin(world);
    const page = await comeBack(several.allow(authorizeUrl, other, there(seedIds.kenji)), cookie);
    team.id = id;
    expect(page.status).toBe(403);
    expect(await page.text()).toContain('T8STRANGER');
    expect(await world.sql('select id from reach_out.installation')).toEqual([]);
    expect(world.logged()).toContain('T8STRANGER');
  });
});

describe('two workspaces side by side', () => {
  const ids: { here: string; there: string } = { here: '', there: '' };

  test('each installs it, and reaches out by its own token, in its own place', async () => {
    expect(await installIn(world, several, world.slack, seedIds.ada)).toContain('Reach Out is installed in');
    await installIn(world, several, other, there(seedIds.kenji));
    ids.here = await reachOut(world, ada());
    ids.there = await reachOut(elsewhere, otherAda(), '+1 206 555 0178 sms Hello from there');
    await told(world, ids.here, 'contact_id');
    await told(elsewhere, ids.there, 'contact_id');
    expect(partsOf(elsewhere, ids.here, 'card')).toEqual([]);
    expect(partsOf(world, ids.there, 'card')).toEqual([]);
    expect(await entriesSaying('T9REACHOUT')).toEqual([
      expect.objectContaining({ action: 'installed', actor: there(seedIds.kenji), door: 'install' }),
    ]);
  });

  test('tokens stand nowhere in plain text', async () => {
    const stored = await world.sql<{ line: string }>(
      'select to_json(one)::text as line from reach_out.installation as one',
    );
    expect(stored).toHaveLength(2);
    for (const text of [...stored.map(({ line }) => line), world.logged()])
      expect(text).not.toMatch(/xoxb-|client_secret/);
  });

  test('what is listed is of the own workspace', async () => {
    await otherAda().command('#support', '/reach-out status');
    const list = textOf(await other.waitFor(() => otherAda().ephemerals.at(-1)));
    expect(list).toContain('0178');
    expect(list).not.toContain('0152');
  });

  test.each(['stop_contact', 'show_number', 'try_again', 'cancel_reach_out', 'send_now', 'reply', 'approve'])(
    '%s with the id of another workspace finds nothing',
    async (action_id) => {
      const before = other.log.entries.length;
      const { team, app } = other.workspace;
      await other.deliver({
        kind: 'interactive',
        name: 'block_actions',
        payload: {
          ...{ type: 'block_actions', api_app_id: app.id, team: { id: team.id }, enterprise: null },
          user: { id: there(seedIds.ada), team_id: team.id },
          ...{ is_enterprise_install: false, trigger_id: '1.2.3' },
          ...{ channel: { id: there(seedIds.support), name: 'support' }, message: { ts: '1.1', text: '' } },
          container: { type: 'message', message_ts: '1.1', channel_id: there(seedIds.support) },
          response_url: `${other.url}/response/none`,
          actions: [{ type: 'button', action_id, block_id: 'b', value: ids.here, action_ts: '1.1' }],
        },
      });
      await world.app.drain();
      const asked = other.log.entries.slice(before).map(({ name }) => name);
      expect(asked).not.toContain('views.open');
      expect(await rowOf(ids.here)).toMatchObject({ state: 'started' });
      const entries = await entriesOf(ids.here);
      expect(entries.filter(({ actor }) => actor === there(seedIds.ada))).toEqual([]);
    },
  );

  test('what other workspaces send is refused', async () => {
    const stranger = structuredClone({ team: other.workspace.team });
    other.workspace.team.id = 'T8STRANGER';
    expect(await otherAda().command('#support', '/reach-out help')).toMatchObject({ kind: 'failed' });
    other.workspace.team.id = stranger.team.id;
  });

  test('after another start all goes on', async () => {
    await world.restart();
    other.deliverTo({ url: `${baseOf(world)}/slack/events` });
    elsewhere.app = world.app;
    const id = await reachOut(elsewhere, otherAda(), '+1 206 555 0179 sms After a start');
    await told(elsewhere, id, 'contact_id');
  });
});

describe('uninstalled in one of them', () => {
  const ids = { running: '', scheduled: '', list: '' };

  /** By the form, in an hour. */
  async function schedule(): Promise<string> {
    const person = otherAda();
    const view = await openByCommand(elsewhere, person, '+1 206 555 0176 sms Later on');
    await person.press('more_options');
    await other.waitFor(() => JSON.stringify(person.view?.definition).includes('send_at'));
    await person.choose('send_at', Math.ceil(world.now().getTime() / 1000) + 3600);
    expect(await person.submit()).toMatchObject({ kind: 'closed' });
    const id = reachOutIdOf(view);
    await told(elsewhere, id, 'card', 'Scheduled');
    return id;
  }

  test('nothing is told there any more, the list ends, and the rest goes on', async () => {
    ids.running = await reachOut(elsewhere, otherAda(), '+1 206 555 0175 sms It runs meanwhile');
    await told(elsewhere, ids.running, 'contact_id');
    ids.scheduled = await schedule();
    ids.list = await sendList(elsewhere, otherAda(), csvOf(numbersFrom(0, 3)));
    await other.waitFor(() => listParts(elsewhere, ids.list, 'list')[0]);
    await world.app.drain();

    await several.uninstall(other);
    const before = other.log.entries.length;
    await until(async () => (await rowOf(ids.running))?.silence === 'app_uninstalled');
    const [list] = await until(async () => {
      const rows = await world.sql<{ state: string }>('select state from reach_out.list where id = $1', [
        ids.list,
      ]);
      return rows[0]?.state === 'cancelled' && rows;
    });
    expect(list).toEqual({ state: 'cancelled' });
    expect(await rowOf(ids.running)).toMatchObject({ state: 'started' });
    expect(await readyOf(world)).toMatchObject({ status: 200 });
    const id = await reachOut(world, ada(), '+1 206 555 0174 sms As before');
    await told(world, id, 'contact_id');
    await world.app.drain();
    expect(other.log.entries.slice(before).filter(({ direction }) => direction === 'app_to_slack')).toEqual(
      [],
    );
  });

  test('the token is gone, and all of it is accounted for', async () => {
    const [stored] = await world.sql<{ sealed: string | null }>(
      `select sealed from reach_out.installation where id = 'T9REACHOUT'`,
    );
    expect(stored).toEqual({ sealed: null });
    const said = await entriesSaying('T9REACHOUT');
    expect(said.at(-1)).toMatchObject({ action: 'uninstalled', door: 'engine' });
    expect(said.filter(({ action }) => action === 'uninstalled')).toHaveLength(1);
    expect((await entriesOf(ids.running)).map(({ action }) => action)).toContain('told_nowhere');
    expect(await entriesSaying(ids.list)).toContainEqual(
      expect.objectContaining({ action: 'list_cancel', actor: 'engine' }),
    );
  });

  test.each(['app_uninstalled', 'tokens_revoked'])('%s that comes once more is taken in', async (type) => {
    const { app, team } = other.workspace;
    const event = { type, tokens: { oauth: [], bot: [app.bot_user_id] }, event_ts: '1.1' };
    const authorizations = [{ enterprise_id: null, team_id: team.id, is_enterprise_install: false }];
    const about = { type: 'event_callback', team_id: team.id, api_app_id: app.id, authorizations };
    const payload = { ...about, event_id: 'Ev1', event_time: 1, event };
    expect(await other.deliver({ kind: 'events_api', name: type, payload })).toMatchObject({
      kind: 'acknowledged',
    });
  });

  test('what was scheduled does not go, and a contact is followed to its end', async () => {
    world.turn(3700);
    await until(async () => (await rowOf(ids.scheduled))?.state === 'failed');
    expect(await rowOf(ids.scheduled)).toMatchObject({ failure: { code: 'uninstalled' } });
    expect((await entriesOf(ids.scheduled)).map(({ action }) => action)).toContain('refuse');
    const calls = world.connect.requests().filter(({ requestBody }) => requestBody.includes(ids.scheduled));
    expect(calls).toEqual([]);
    const contact = world.connect.contacts().find(({ customer }) => customer.address === '+12065550175');
    if (!contact) throw new Error('no contact');
    world.connect.act(contact.id, { type: 'endByFlow' });
    await until(async () => {
      world.turn(60);
      await world.app.drain();
      return (await rowOf(ids.running))?.state === 'ended';
    });
    const [due] = await world.sql<{ count: number }>(
      `select count(*) from reach_out.reach_out where team_id = 'T9REACHOUT' and due_at < now() - interval '1 day'`,
    );
    expect(Number(due?.count)).toBe(0);
  });

  test('installed again, it has another token, and all goes on', async () => {
    const before = several.tokenIn(other);
    expect(before).toBeUndefined();
    await installIn(world, several, other, there(seedIds.ada));
    expect(several.tokenIn(other)).not.toBe(other.botToken);
    other.setMembership('support', other.workspace.app.bot_user_id, true);
    const id = await reachOut(elsewhere, otherAda(), '+1 206 555 0173 sms Here again');
    await told(elsewhere, id, 'contact_id');
  });

  test('a token that is refused without a word ends it as well', async () => {
    const id = await reachOut(elsewhere, otherAda(), '+1 206 555 0172 sms One more');
    await told(elsewhere, id, 'contact_id');
    await several.uninstall(other, { tells: false });
    await world.sql('alter table reach_out.installation add constraint stays check (removed_at is null)');
    await otherAda().command('#support', '/reach-out');
    await until(async () => world.logged().includes('that the app was uninstalled is not stored'));
    await world.sql('alter table reach_out.installation drop constraint stays');
    await otherAda().command('#support', '/reach-out');
    await until(async () => (await entriesSaying('account_inactive')).length > 0);
    expect(await readyOf(world)).toMatchObject({ status: 200 });
    await until(async () => (await rowOf(id))?.silence === 'app_uninstalled');
  });
});
