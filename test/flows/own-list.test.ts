import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FaultKind } from '../../src/sandbox/connect/index.ts';
import { type Message, seedIds } from '../../src/sandbox/slack/index.ts';
import { cardOf, contactOf, type Following, start, startFollowing, tells } from '../support/following.ts';
import { buttonsOf, opened, partsOf, send, textOf, told } from '../support/steps.ts';

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

describe('Stop', () => {
  test('is for whoever asked, and asks back first', async () => {
    const { world } = following;
    const id = await start(world, 'sms');
    const { ts } = await runningCard(id);
    const place = { conversation: '#support', ts };
    await world.slack.as(seedIds.grace).press('stop_contact', place);
    await privateAnswer(seedIds.grace, 'Only <@U0ADA00001> can stop it.');
    const ada = world.slack.as(seedIds.ada);
    expect(await ada.press('stop_contact', { ...place, confirm: false })).toEqual({ kind: 'cancelled' });
    expect(world.connect.requests().some(({ operation }) => operation === 'StopContact')).toBe(false);
    await ada.press('stop_contact', place);
    await privateAnswer(seedIds.ada, 'Amazon Connect was told to stop it.');
    const stopped = await told(world, id, 'card', 'Conversation ended by <@U0ADA00001>');
    expect(buttonsOf(stopped)).toEqual([]);
    expect(textOf(stopped)).toContain('|Open in Connect>');
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
    await tells(world, id, ['Transferred', 'Conversation ended by <@U0ADA00001>, delivery not confirmed']);
  });

  test('from /reach-out stop, which lists what can be stopped and nothing else', async () => {
    const { world } = following;
    expect(textOf(await asked('/reach-out stop'))).toContain('You have nothing to stop or cancel.');
    const id = await start(world, 'sms');
    await runningCard(id);
    const list = await asked('/reach-out stop');
    expect(buttonsOf(list)).toEqual(['stop_contact']);
    expect(textOf(await asked('/reach-out stop', seedIds.grace))).toContain('You have nothing');
    const ada = world.slack.as(seedIds.ada);
    const seen = ada.ephemerals.length;
    await ada.press('stop_contact', { conversation: '#support', ts: list.ts });
    const replaced = await world.slack.waitFor(() =>
      ada.ephemerals.find(({ ts, text }) => ts === list.ts && text.includes('was told to stop it')),
    );
    expect(textOf(replaced)).toContain('nothing to stop or cancel');
    expect(buttonsOf(replaced)).toEqual([]);
    expect(ada.ephemerals).toHaveLength(seen);
    await told(world, id, 'card', 'Conversation ended by <@U0ADA00001>');
  });

  /** Presses Stop on a chat that is open, and gives what the person reads then. */
  async function stopped() {
    const { world } = following;
    const ada = world.slack.as(seedIds.ada);
    const id = await start(world, 'sms');
    const { ts } = await runningCard(id);
    const seen = ada.ephemerals.length;
    await ada.press('stop_contact', { conversation: '#support', ts });
    const answer = () => world.slack.waitFor(() => ada.ephemerals[seen]);
    return { id, contact: await contactOf(world, id), answer };
  }

  test.each<[FaultKind, RegExp]>([
    [
      'access_denied',
      /goes on: Reach Out isn't allowed to stop contacts.*\(AccessDeniedException, AWS request id/,
    ],
    ['expired_token', /goes on: Reach Out's AWS credentials are missing.*End it in Amazon Connect\./],
    ['invalid_request', /goes on: Amazon Connect can't stop it as it is now.*End it in Amazon Connect\./],
    ['other_region', /goes on: your Amazon Connect instance is active in another region/],
    ['clock_skew', /goes on: the clock of Reach Out's machine is wrong/],
    ['not_found', /goes on: Amazon Connect refused to stop it/],
    ['page', /goes on: something between Reach Out and AWS answered.*\(HTTP 403\)/],
  ])('%s: the contact goes on, and the person is told so', async (kind, text) => {
    const { world } = following;
    world.connect.fault({ operation: 'StopContact', kind, times: kind === 'clock_skew' ? 2 : 1 });
    const { contact, answer } = await stopped();
    expect((await answer())?.text).toMatch(text);
    expect(world.connect.contact(contact.id)?.state).not.toBe('ended');
  });

  test('one that Amazon Connect throttles is asked for again, as every other call is', async () => {
    const { world } = following;
    world.connect.fault({ operation: 'StopContact', kind: 'throttle' });
    const { id, answer } = await stopped();
    expect((await answer())?.text).toContain('Amazon Connect was told to stop it.');
    await told(world, id, 'card', 'Conversation ended by <@U0ADA00001>');
  });
});

test('a stop that nobody knows of, and that the next look shows to have done nothing', async () => {
  const { world } = following;
  const id = await start(world, 'sms');
  const { ts } = await runningCard(id);
  const ada = world.slack.as(seedIds.ada);
  for (const operation of ['StopContact', 'DescribeContact'] as const)
    world.connect.fault({ operation, kind: 'http_500', times: operation === 'StopContact' ? 4 : 1 });
  const seen = ada.ephemerals.length;
  await ada.press('stop_contact', { conversation: '#support', ts });
  await told(world, id, 'card', 'Stopping…');
  const turning = setInterval(() => world.turn(2), 100);
  await world.slack.waitFor(() =>
    ada.ephemerals[seen]?.text.includes("we don't know yet whether it goes on"),
  );
  await told(world, id, 'card', "Amazon Connect didn't stop it. End it there.");
  clearInterval(turning);
  expect(buttonsOf(partsOf(world, id, 'card')[0]!)).toEqual(['stop_contact']);
  await ada.press('stop_contact', { conversation: '#support', ts });
  await told(world, id, 'card', 'Conversation ended by <@U0ADA00001>');
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
    await privateAnswer(seedIds.grace, 'Only <@U0ADA00001> can try it again.');
    const ada = world.slack.as(seedIds.ada);
    const view = await opened(world, ada, () => ada.press('try_again', place));
    expect(JSON.stringify(view.values)).toContain('The server room is too hot');
    const again = await send(ada);
    expect(again).not.toBe(id);
    await contactOf(world, again);
    await world.slack.waitFor(() => !cardOf(world, id).includes('Try again'));
    world.connect.world.endByFlow(world.connect.world.answer((await contactOf(world, again)).id).id);
    await told(world, again, 'card', 'Call ended after');
    expect(cardOf(world, again)).not.toContain('Try again');
  });

  test('a call that nobody answered can be sent by SMS, once, with the same words', async () => {
    const { world } = following;
    const ada = world.slack.as(seedIds.ada);
    const id = await start(world, 'call', 'Call us back, please');
    const { id: contactId, customer } = await contactOf(world, id);
    world.connect.world.noAnswer(contactId);
    const card = await world.slack.waitFor(() =>
      partsOf(world, id, 'card').find((one) => buttonsOf(one).includes('try_by_sms')),
    );
    const place = { conversation: '#support', ts: card.ts };
    const choice = `try_by_sms:${id}`;
    await world.slack.as(seedIds.grace).choose('card_menu', choice, place);
    await privateAnswer(seedIds.grace, 'Only <@U0ADA00001> can try it again.');
    await opened(world, ada, () => ada.choose('card_menu', choice, place));
    const sms = await send(ada);
    expect(await contactOf(world, sms)).toMatchObject({
      channel: 'CHAT',
      customer,
      transcript: [{ content: 'Call us back, please' }],
    });
    const used = await world.slack.waitFor(() =>
      partsOf(world, id, 'card').find((one) => !buttonsOf(one).includes('try_by_sms')),
    );
    expect(buttonsOf(used)).toEqual(['try_again']);
  });
});

describe('/reach-out status', () => {
  test('lists the open ones first, then the last five, a row each with a link to its thread', async () => {
    const { world } = following;
    for (let each = 0; each < 8; each++) await start(world, 'sms');
    const before = await asked('/reach-out status');
    expect(textOf(before)).toMatch(/Your reach-outs/);
    for (let each = 0; each < 4; each++) await runningCard(await start(world, 'sms'));
    const list = textOf(await asked('/reach-out status'));
    const items = list.split('\n').filter((line) => line.includes('archives/'));
    expect(items.filter((line) => line.includes('Accepted') || line.includes('open'))).toHaveLength(10);
    expect(items.slice(10).every((line) => /ended|over|No answer/.test(line))).toBe(true);
    expect(items).toHaveLength(15);
    expect(
      items.every((line) => /`(Hello|The server room is too hot|Call us back, please)`$/.test(line)),
    ).toBe(true);
    expect(list).toContain('Only the latest 10 of those under way are shown.');
    expect(list).not.toMatch(/\+1206555/);
  });

  test('says how to begin to who has none', async () =>
    expect(textOf(await asked('/reach-out status', seedIds.grace))).toContain(
      "You haven't reached out to anybody yet",
    ));
});
