import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultSeed, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { callsFor, openByCommand, opened, send, textOf, told } from '../support/steps.ts';
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
    expect(person.view?.definition.submit).toBeUndefined();
    expect(world.connect.contacts()).toEqual([]);
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
    expect(world.slack.messages('#support')).toEqual([]);
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

  test('when Slack does not say who somebody is, the submission is refused kindly and the draft kept', async () => {
    const kenji = world.slack.as(seedIds.kenji);
    const silence = world.slack.fault({ method: 'users.info', kind: 'http_500', times: 9 });
    await openByCommand(world, kenji, '+12065550152 sms Hi');
    const refused = await kenji.submit();
    expect(refused).toMatchObject({
      kind: 'errors',
      errors: { message: expect.stringMatching(/again in a moment/) },
    });
    expect(kenji.view?.values.message?.message?.value).toBe('Hi');
    silence.remove();
    const id = await send(kenji);
    await told(world, id, 'contact_id');
  });
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
      [seedIds.ada, "You're not on the list"],
    ] as const) {
      const person = narrow.slack.as(id);
      await openByCommand(narrow, person, '+12065550152 sms Hi');
      await narrow.slack.waitFor(() => textOfView(person).includes(sentence));
    }
    await narrow.stop();
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

describe('where the thread goes', () => {
  let world: World;
  let ada: Person;

  beforeAll(async () => {
    world = await startWorld();
    ada = world.slack.as(seedIds.ada);
  });
  afterAll(() => world.stop());

  test.each([
    ['a public channel that the app is not in', '#random', '/invite @Reach Out'],
    ['a private channel', '#board', '/invite @Reach Out'],
    [
      'a direct message between people',
      seedIds.adaAndGrace,
      "In a direct message between people it can't be",
    ],
    ['a group of people', seedIds.group, '/invite @Reach Out'],
  ])('not into %s: said in the modal and at the message, with the draft kept', async (_, place, advice) => {
    await openByCommand(world, ada, '+12065550152 sms Hi', place);
    await world.slack.waitFor(() => textOfView(ada).includes(advice));
    const refused = await ada.submit();
    expect(refused).toMatchObject({ kind: 'errors', errors: { message: expect.stringContaining(advice) } });
    expect(ada.view?.values.message?.message?.value).toBe('Hi');
    expect(world.connect.contacts()).toEqual([]);
  });

  test('after /invite, the same submission passes', async () => {
    await openByCommand(world, ada, '+12065550152 sms Hi', '#board');
    expect(await ada.submit()).toMatchObject({ kind: 'errors' });
    world.slack.setMembership('#board', seedIds.botUser, true);
    const id = await send(ada);
    expect(await told(world, id, 'contact_id')).toMatchObject({ conversation: seedIds.board });
    world.slack.setMembership('#board', seedIds.botUser, false);
  });

  test('other faults are told at the same time', async () => {
    await openByCommand(world, ada, '+1206555 sms Hi', '#random');
    const refused = await ada.submit();
    expect(refused).toMatchObject({
      errors: { phone: expect.any(String), message: expect.stringContaining('/invite') },
    });
  });

  test.each([
    ['the app is not in it', seedIds.random, '/invite @Reach Out'],
    ['it is archived', seedIds.archived, 'archived'],
  ])('by the global shortcut it is refused at the conversation: %s', async (_, conversation, advice) => {
    await opened(world, ada, () => ada.globalShortcut('reach_out'));
    await ada.fill('phone', '+12065550152');
    await ada.fill('message', 'Hi');
    await ada.choose('conversation', conversation);
    const refused = await ada.submit();
    expect(refused).toMatchObject({ errors: { conversation: expect.stringContaining(advice) } });
    await ada.choose('conversation', seedIds.vip);
    const id = await send(ada);
    expect(await told(world, id, 'contact_id')).toMatchObject({ conversation: seedIds.vip });
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
