import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Message, seedIds } from '../../src/sandbox/slack/index.ts';
import { cardOf, contactOf, type Following, start, startFollowing, tells } from '../support/following.ts';
import { buttonsOf, opened, partsOf, send, textOf, told } from '../support/steps.ts';

jest.setTimeout(60_000);

let following: Following;

beforeAll(async () => {
  following = await startFollowing({ slack: { strictPostRate: false } });
});
afterAll(() => following.stop());

/** What a person is told privately in answer to a command. */
async function asked(line: string, userId: string = seedIds.ada): Promise<Message> {
  const answer = await following.world.slack.as(userId).command('#support', line);
  if (answer.kind !== 'acknowledged' || !answer.response)
    throw new Error(`no answer: ${JSON.stringify(answer)}`);
  expect(answer.response.visible_to).toBe(userId);
  return answer.response;
}

/** The card of a contact under way, once it has its buttons. */
function runningCard(id: string): Promise<Message> {
  return following.world.slack.waitFor(() =>
    partsOf(following.world, id, 'card').find((card) => buttonsOf(card).includes('stop_contact')),
  );
}

async function privateAnswer(userId: string, text: string): Promise<void> {
  const { slack } = following.world;
  await slack.waitFor(() =>
    slack
      .messages('#support')
      .some((message) => message.visible_to === userId && message.text.includes(text)),
  );
}

describe('Stop contact', () => {
  test('is for whoever asked, and asks back first', async () => {
    const { world } = following;
    const id = await start(world, 'sms');
    const { ts } = await runningCard(id);
    const place = { conversation: '#support', ts };
    await world.slack.as(seedIds.grace).press('stop_contact', place);
    await privateAnswer(seedIds.grace, 'Only the person who asked for the contact can stop it.');
    const ada = world.slack.as(seedIds.ada);
    expect(await ada.press('stop_contact', { ...place, confirm: false })).toEqual({ kind: 'cancelled' });
    expect(world.connect.requests().some(({ operation }) => operation === 'StopContact')).toBe(false);
    await ada.press('stop_contact', place);
    await privateAnswer(seedIds.ada, 'Amazon Connect is stopping the contact.');
    const stopped = await told(world, id, 'card', 'Conversation ended on request');
    expect(buttonsOf(stopped)).toEqual(['open_in_connect']);
  });

  test('stops the contact that a transfer led to', async () => {
    const { world } = following;
    const id = await start(world, 'sms');
    const { id: contactId } = await contactOf(world, id);
    world.connect.world.open(contactId);
    const next = world.connect.world.transfer(contactId);
    const { ts } = await runningCard(id);
    await following.sqs.waitFor(() => following.sqs.messages().length === 0);
    await world.app.drain();
    await world.slack.as(seedIds.ada).press('stop_contact', { conversation: '#support', ts });
    await world.connect.waitFor(() => world.connect.contact(next.id)?.state === 'ended');
    await tells(world, id, ['Conversation ended on request']);
  });

  test('from /reach-out stop, which lists what can be stopped and nothing else', async () => {
    const { world } = following;
    expect(textOf(await asked('/reach-out stop'))).toContain('You have no contact that can be stopped.');
    const id = await start(world, 'sms');
    await runningCard(id);
    const list = await asked('/reach-out stop');
    expect(buttonsOf(list)).toEqual(['open_in_connect', 'stop_contact']);
    expect(textOf(await asked('/reach-out stop', seedIds.grace))).toContain('You have no contact');
    await world.slack.as(seedIds.ada).press('stop_contact', { conversation: '#support', ts: list.ts });
    await told(world, id, 'card', 'Conversation ended on request');
  });

  test('says so when the contact had ended, when it may not be stopped, and when nobody answers', async () => {
    const { world } = following;
    const ada = world.slack.as(seedIds.ada);
    for (const [kind, text] of [
      ['not_found', 'The contact had ended before.'],
      ['access_denied', "isn't allowed to stop contacts"],
      ['http_500', "we don't know yet whether the contact stops"],
    ] as const) {
      const id = await start(world, 'sms');
      const { ts } = await runningCard(id);
      world.connect.fault({ operation: 'StopContact', kind });
      await ada.press('stop_contact', { conversation: '#support', ts });
      await privateAnswer(seedIds.ada, text);
      world.connect.world.expire((await contactOf(world, id)).id);
      await told(world, id, 'card', 'its time was over');
    }
  });
});

describe('Try again', () => {
  test('opens the form as it was filled in, once for each that failed', async () => {
    const { world } = following;
    const id = await start(world, 'call', 'The server room is too hot');
    const { id: contactId } = await contactOf(world, id);
    world.connect.world.noAnswer(contactId);
    const card = await world.slack.waitFor(() =>
      partsOf(world, id, 'card').find((one) => buttonsOf(one).includes('try_again')),
    );
    const place = { conversation: '#support', ts: card.ts };
    await world.slack.as(seedIds.grace).press('try_again', place);
    await privateAnswer(seedIds.grace, 'Only the person who asked for it can try it again.');
    const ada = world.slack.as(seedIds.ada);
    const view = await opened(world, ada, () => ada.press('try_again', place));
    expect(JSON.stringify(view.values)).toContain('The server room is too hot');
    const again = await send(ada);
    expect(again).not.toBe(id);
    await contactOf(world, again);
    await ada.press('try_again', place);
    await privateAnswer(seedIds.ada, 'It has been tried again already');
    world.connect.world.endByFlow(world.connect.world.answer((await contactOf(world, again)).id).id);
    await told(world, again, 'card', 'Call ended by the flow');
    expect(cardOf(world, again)).not.toContain('Try again');
  });
});

describe('/reach-out status', () => {
  test('lists the open ones first, then the last ten, each with a link to its thread', async () => {
    const { world } = following;
    for (let each = 0; each < 8; each++) await start(world, 'sms');
    const before = await asked('/reach-out status');
    expect(textOf(before)).toMatch(/Your reach-outs/);
    for (let each = 0; each < 4; each++) await runningCard(await start(world, 'sms'));
    const list = textOf(await asked('/reach-out status'));
    const items = list.split('\n').filter((line) => line.includes('archives/'));
    expect(items.filter((line) => line.includes('Accepted') || line.includes('open'))).toHaveLength(10);
    expect(items.slice(10).every((line) => /ended|over|No answer/.test(line))).toBe(true);
    expect(items.length).toBeGreaterThan(14);
    expect(list).toContain('Only the latest 10 of those under way are shown.');
    expect(list).not.toMatch(/\+1206555/);
  });

  test('says how to begin to who has none', async () =>
    expect(textOf(await asked('/reach-out status', seedIds.grace))).toContain(
      "You haven't reached out to anybody yet",
    ));
});
