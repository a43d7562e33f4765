import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultSeed, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import {
  blockIdsOf,
  blockOf,
  callsFor,
  hintsOf,
  openByCommand,
  opened,
  reachOutIdOf,
  send,
  textOf,
  told,
} from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const textOfView = (person: Person) => textOf({ text: '', blocks: person.view?.definition.blocks as never });

describe('who may use it', () => {
  let world: World;

  beforeAll(async () => {
    // Everybody is where they can type the command.
    const state = defaultSeed();
    const support = state.conversations.find(({ id }) => id === seedIds.support);
    support?.members.push(seedIds.partner, seedIds.otherBot);
    world = await startWorld({ slack: { state } });
  });
  afterAll(() => world.stop());

  test.each([
    ['a guest', seedIds.guest, "Guests can't use Reach Out"],
    ['a guest of one channel', seedIds.singleChannelGuest, "Guests can't use Reach Out"],
    ['somebody of another team', seedIds.partner, 'people of the workspace it is installed in'],
    ['a bot', seedIds.otherBot, 'not for bots'],
  ])('not %s: the open modal turns into the refusal', async (_, id, sentence) => {
    const person = world.slack.as(id);
    await opened(world, person, () => person.command('#support', '/reach-out +12065550152 sms Hi'));
    await world.slack.waitFor(() => textOfView(person).includes(sentence));
    expect(JSON.stringify(await person.command('#support', '/reach-out help'))).toContain(sentence);
    expect(person.view?.definition.submit).toBeUndefined();
    expect(world.connect.contacts()).toEqual([]);
  });

  test('nor whoever Slack does not show, whose submission is refused as well', async () => {
    const kenji = world.slack.as(seedIds.kenji);
    world.slack.workspace.people.delete(seedIds.kenji);
    world.slack.fault({ method: 'views.update', kind: 'error', error: 'internal_error', times: 2 });
    await openByCommand(world, kenji, '+12065550152 sms Hi');
    await world.app.drain();
    expect(await kenji.submit()).toMatchObject({ kind: 'updated' });
    expect(textOfView(kenji)).toContain("Reach Out can't see this account in Slack");
    world.slack.workspace.people.set(seedIds.kenji, kenji.record);
  });

  test('nor by a submission that comes before the refusal is shown', async () => {
    const person = world.slack.as(seedIds.guest);
    const held = world.slack.fault({
      method: 'views.update',
      kind: 'error',
      error: 'internal_error',
      times: Number.POSITIVE_INFINITY,
    });
    await openByCommand(world, person, '+12065550152 sms Hi');
    const submitted = await person.submit();
    held.remove();
    expect(submitted).toMatchObject({ kind: 'updated' });
    expect(textOfView(person)).toContain("Guests can't use Reach Out");
    expect(textOfView(person)).toContain('Ask whoever installed Reach Out');
    expect(world.connect.contacts()).toEqual([]);
    expect(world.slack.messages('#support').filter((message) => !message.visible_to)).toEqual([]);
  });

  test('nor somebody who was deactivated while the modal was open', async () => {
    const grace = world.slack.as(seedIds.grace);
    world.slack.fault({ method: 'users.info', kind: 'error', error: 'internal_error' });
    await openByCommand(world, grace, '+12065550152 sms Hi');
    await world.app.drain();
    world.slack.workspace.people.set(seedIds.grace, { ...grace.record, deleted: true });
    expect(await grace.submit()).toMatchObject({ kind: 'updated' });
    expect(textOfView(grace)).toContain('deactivated');
    world.slack.workspace.people.set(seedIds.grace, grace.record);
  });

  test.each([
    ['fails', { kind: 'http_500' }],
    ['is limited', { kind: 'rate_limited' }],
    ['is slow', { kind: 'delay', ms: 4000 }],
  ] as const)(
    'where users.info %s, nobody says that something was not stored, and the draft is kept',
    async (_, fault) => {
      const ada = world.slack.as(seedIds.ada);
      await world.restart();
      const silence = world.slack.fault({ method: 'users.info', times: 9, ...fault });
      await openByCommand(world, ada, '+12065550152 sms Hi');
      expect(await ada.submit()).toMatchObject({
        kind: 'errors',
        errors: {
          message:
            "Slack couldn't be asked just now whether you may use Reach Out, so nothing was sent. Press the button again in a moment.",
        },
      });
      expect(ada.view?.values.message?.message?.value).toBe('Hi');
      silence.remove();
      await told(world, await send(ada), 'contact_id');
    },
  );
});

describe('a list of users and groups', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({
      env: { REACH_OUT_ALLOWED_USERS: `${seedIds.grace}, ${seedIds.supportGroup}` },
    });
  });
  afterAll(() => world.stop());

  test.each([
    ['by name', seedIds.grace],
    ['by group', seedIds.kenji],
  ])('lets in %s', async (_, id) => {
    const person = world.slack.as(id);
    await openByCommand(world, person, '+12065550152 sms Hi');
    await told(world, await send(person), 'contact_id');
  });

  test('narrows, but never lets a guest in, nor anybody else', async () => {
    const narrow = await startWorld({ env: { REACH_OUT_ALLOWED_USERS: seedIds.guest } });
    for (const [id, sentence] of [
      [seedIds.guest, "Guests can't"],
      [seedIds.ada, "This account isn't on the list"],
    ] as const) {
      const person = narrow.slack.as(id);
      await openByCommand(narrow, person, '+12065550152 sms Hi');
      await narrow.slack.waitFor(() => textOfView(person).includes(sentence));
    }
    await narrow.stop();
  });
});

describe('in Enterprise Grid', () => {
  const LISTED = ['W0LISTED01', 'U0LISTED02', seedIds.supportGroup].join();
  const OTHER_TEAM = 'T0OTHER001';
  const PEOPLE: [what: string, id: string, enterpriseId: string, teams: string[], isIn: boolean][] = [
    [
      'of this workspace too, listed by the id of the organization',
      'U0GRID0001',
      'W0LISTED01',
      [OTHER_TEAM, seedIds.team],
      true,
    ],
    ['listed by the id of the workspace', 'U0LISTED02', 'W0GRID0002', [seedIds.team], true],
    ['in a group by the id of the organization', 'U0GRID0003', 'W0GROUPED3', [seedIds.team], true],
    ['listed, of other workspaces only', 'U0GRID0004', 'W0LISTED01', [OTHER_TEAM], false],
    ['not listed', 'U0GRID0005', 'W0GRID0005', [seedIds.team], false],
  ];

  test('workspaces and both ids of a person decide', async () => {
    const world = await startWorld({ env: { REACH_OUT_ALLOWED_USERS: LISTED } });
    const { workspace } = world.slack;
    workspace.userGroups.get(seedIds.supportGroup)?.users.push('W0GROUPED3');
    const like = world.slack.as(seedIds.grace).record;
    for (const [what, id, enterpriseId, teams, isIn] of PEOPLE) {
      const enterprise_user = {
        id: enterpriseId,
        enterprise_id: 'E0GRID0001',
        enterprise_name: 'Grid',
        teams,
      };
      workspace.people.set(id, { ...like, id, team_id: teams[0] ?? '', enterprise_user });
      world.slack.setMembership('#support', id, true);
      const person = world.slack.as(id);
      await openByCommand(world, person, '+12065550152 sms Hi');
      expect([what, (await person.submit()).kind]).toEqual([what, isIn ? 'closed' : 'updated']);
    }
    await world.stop();
  });
});

describe('where to', () => {
  test('only to countries that are allowed', async () => {
    const world = await startWorld({ env: { REACH_OUT_ALLOWED_COUNTRIES: 'us, gb' } });
    const ada = world.slack.as(seedIds.ada);
    await openByCommand(world, ada, '+33 6 12 34 56 78 sms Hi');
    const refused = await ada.submit();
    expect(refused).toMatchObject({
      errors: { phone: expect.stringMatching(/isn't set up for numbers in France.*United States \(US\)/) },
    });
    await ada.fill('phone', '+447400123456');
    const id = await send(ada);
    await told(world, id, 'contact_id');
    await world.stop();
  });
});

const STILL = "Reach Out still can't post in this one.";

describe('where the thread goes', () => {
  let world: World;
  let ada: Person;

  beforeAll(async () => {
    world = await startWorld();
    ada = world.slack.as(seedIds.ada);
  });
  afterAll(() => world.stop());

  const picker = () =>
    world.slack.waitFor(
      () => blockIdsOf(ada.view).includes('conversation') && hintsOf(ada.view).conversation,
    );

  test.each([
    ['a public channel that the app is not in', '#random', 'type /invite @Reach Out in it'],
    ['a private channel', '#board', 'type /invite @Reach Out in it'],
    ['a group of people', seedIds.group, "can't be invited into a group message"],
    ['a direct message between people', seedIds.adaAndGrace, "can't be in a direct message between people"],
  ])('not into %s: another place can be picked at once, and that is at fault', async (_, place, advice) => {
    await openByCommand(world, ada, '+12065550152 sms Hi', place);
    expect(await picker()).toContain(advice);
    expect(textOfView(ada).split(advice)).toHaveLength(2);
    // Sent unchanged, it is not said again.
    expect(await ada.submit()).toEqual({ kind: 'errors', by: 'app', errors: { conversation: STILL } });
    expect(hintsOf(ada.view).conversation).toContain(advice);
    await ada.choose('conversation', seedIds.random);
    await world.slack.waitFor(() => hintsOf(ada.view).conversation?.includes('/invite'));
    await ada.choose('conversation', seedIds.vip);
    await world.slack.waitFor(() => hintsOf(ada.view).conversation === 'Reach Out must be in it.');
    expect(ada.view?.values.message?.message?.value).toBe('Hi');
    expect(world.connect.contacts()).toEqual([]);
  });

  test('nor by a submission before that is shown: then it is', async () => {
    const held = world.slack.fault({
      method: 'views.update',
      kind: 'error',
      error: 'internal_error',
      times: 2,
    });
    await openByCommand(world, ada, '+12065550152 sms Hi', '#board');
    await world.app.drain();
    held.remove();
    await ada.fill('phone', '+1206555');
    expect(await ada.submit()).toMatchObject({ errors: { phone: expect.any(String) } });
    await ada.fill('phone', '+12065550152');
    expect(await ada.submit()).toMatchObject({ kind: 'updated' });
    expect(await picker()).toContain('/invite @Reach Out');
    await ada.choose('conversation', seedIds.vip);
    const id = await send(ada);
    expect(await told(world, id, 'contact_id')).toMatchObject({ conversation: seedIds.vip });
  });

  test('after /invite, the same form passes', async () => {
    await openByCommand(world, ada, '+12065550152 sms Hi', '#board');
    await picker();
    world.slack.setMembership('#board', seedIds.botUser, true);
    const id = await send(ada);
    expect(await told(world, id, 'contact_id')).toMatchObject({ conversation: seedIds.board });
    world.slack.setMembership('#board', seedIds.botUser, false);
  });

  test('from a message the app cannot answer under, into another place, where it begins a thread', async () => {
    const { ts } = ada.post('#random', 'Call +1 206 555 0152');
    await opened(world, ada, () => ada.messageShortcut('reach_out_from_message', '#random', ts));
    await picker();
    await ada.fill('message', 'Hi');
    await ada.choose('channel', 'voice');
    await world.slack.waitFor(() => JSON.stringify(ada.view?.definition.submit).includes('Call'));
    expect(blockIdsOf(ada.view)).toContain('conversation');
    await ada.choose('conversation', seedIds.vip);
    const id = await send(ada);
    const card = await told(world, id, 'card');
    expect(card.conversation).toBe(seedIds.vip);
    expect(card.thread_ts).toBeUndefined();
  });

  test('other faults are told at the same time', async () => {
    await openByCommand(world, ada, '+1206555 sms Hi', '#random');
    await picker();
    expect(await ada.submit()).toMatchObject({
      errors: { phone: expect.any(String), conversation: STILL },
    });
  });

  test('picked, a place that Slack tells nothing of is a channel or not', async () => {
    await opened(world, ada, () => ada.globalShortcut('reach_out'));
    await ada.choose('conversation', seedIds.group);
    await world.slack.waitFor(() =>
      hintsOf(ada.view).conversation?.includes("if it's a channel, type /invite @Reach Out in it"),
    );
  });

  test('a conversation that is sent before its hint has come is refused in full', async () => {
    await opened(world, ada, () => ada.globalShortcut('reach_out'));
    await ada.fill('phone', '+12065550152');
    await ada.fill('message', 'Hi');
    world.slack.fault({ method: 'views.update', kind: 'error', error: 'internal_error', times: 2 });
    await ada.choose('conversation', seedIds.random);
    expect(await ada.submit()).toMatchObject({
      errors: { conversation: expect.stringContaining('type /invite @Reach Out in it') },
    });
    expect(hintsOf(ada.view).conversation).toBe('Reach Out must be in it.');
  });

  test.each([
    ['the app is not in it', seedIds.random, '/invite @Reach Out'],
    ['it is archived', seedIds.archived, 'archived'],
  ])('by the global shortcut it is refused at the conversation: %s', async (_, conversation, advice) => {
    await opened(world, ada, () => ada.globalShortcut('reach_out'));
    await ada.fill('phone', '+12065550152');
    await ada.fill('message', 'Hi');
    await ada.choose('conversation', conversation);
    await world.slack.waitFor(() => hintsOf(ada.view).conversation?.includes(advice));
    const refused = await ada.submit();
    expect(refused).toMatchObject({ errors: { conversation: STILL } });
    await ada.choose('conversation', seedIds.vip);
    const id = await send(ada);
    expect(await told(world, id, 'contact_id')).toMatchObject({ conversation: seedIds.vip });
  });

  describe('that other organizations read', () => {
    const asked = () => blockOf(ada.view, 'confirm')?.element?.options;

    test.each([
      ['shared', { is_ext_shared: true }],
      ['to be shared', { is_pending_ext_shared: true }],
    ])('%s: it is asked about once, by name', async (_, flags) => {
      const partners = world.slack.conversation('#partners');
      Object.assign(partners, { is_ext_shared: false, is_pending_ext_shared: false }, flags);
      await world.restart();
      const view = await openByCommand(world, ada, '+12065550152 sms Hi', '#partners');
      expect(await ada.submit()).toMatchObject({ kind: 'updated' });
      expect(asked()).toMatchObject([
        { value: 'shared_conversation', text: { text: 'Other organizations may read it in #partners' } },
      ]);
      expect(callsFor(world, reachOutIdOf(view))).toEqual([]);
      await ada.choose('confirm', ['shared_conversation']);
      await told(world, await send(ada), 'contact_id');
    });

    test('beside another question, and anew for another place', async () => {
      await opened(world, ada, () => ada.globalShortcut('reach_out'));
      await ada.fill('phone', '+1 436 217 5944');
      await ada.fill('message', 'Hi');
      await ada.choose('conversation', seedIds.partners);
      expect(await ada.submit()).toMatchObject({ kind: 'updated' });
      expect(asked()).toMatchObject([{ value: 'shared_conversation' }, { value: 'unknown_range' }]);
      await ada.choose('confirm', ['shared_conversation']);
      expect(await ada.submit()).toMatchObject({ errors: { confirm: expect.any(String) } });
      await ada.choose('confirm', ['shared_conversation', 'unknown_range']);
      Object.assign(world.slack.conversation(seedIds.vip), { is_ext_shared: true });
      await ada.choose('conversation', seedIds.vip);
      expect(await ada.submit()).toMatchObject({ kind: 'updated' });
      expect(asked()).toMatchObject([
        { text: { text: 'Other organizations may read it in #vip' } },
        { value: 'unknown_range' },
      ]);
      Object.assign(world.slack.conversation(seedIds.vip), { is_ext_shared: false });
    });
  });

  test('into the direct message with the app', async () => {
    await openByCommand(world, ada, '+12065550152 sms Hi', 'app');
    const id = await send(ada);
    const reply = await told(world, id, 'contact_id');
    expect(world.slack.conversation(reply.conversation)).toMatchObject({ kind: 'im' });
    expect(callsFor(world, id)).toHaveLength(1);
  });

  test('an answer of Slack that does not come keeps nobody from reaching out', async () => {
    const slow = world.slack.fault({ method: 'conversations.info', kind: 'http_500', times: 9 });
    world.slack.setMembership('#random', seedIds.botUser, true);
    await openByCommand(world, ada, '+12065550152 sms Hi', '#random');
    const id = await send(ada);
    await told(world, id, 'contact_id');
    slow.remove();
    world.slack.setMembership('#random', seedIds.botUser, false);
  });
});
