import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type FaultKind, type Message, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { contactOf, type Following, startFollowing } from '../support/following.ts';
import { opened, partsOf, reachOut, send, told } from '../support/steps.ts';
import type { World } from '../support/world.ts';

let following: Following;
let world: World;
let ada: Person;

beforeAll(async () => {
  following = await startFollowing({ database: 'postgres', overrides: { slackDeadlineMs: 1_500 } });
  ({ world } = following);
  ada = world.slack.as(seedIds.ada);
});
afterEach(() => {
  world.slack.faults.clear();
  world.connect.clearFaults();
});
afterAll(() => following.stop());

/** Ada is an admin, so she can delete what the app has posted. */
const remove = ({ conversation, ts }: { conversation: string; ts: string }) =>
  ada.deleteMessage(conversation, ts);

/** In the end there is one card, and below the same head one ContactId. */
async function oneThread(id: string, head?: string): Promise<Message> {
  const cards = () => partsOf(world, id, 'card');
  const replies = () => partsOf(world, id, 'contact_id');
  await world.slack.waitFor(
    () => {
      const [[card], [reply]] = [cards(), replies()];
      const root = card?.thread_ts ?? card?.ts;
      return cards().length === 1 && replies().length === 1 && root === reply?.thread_ts;
    },
    { timeoutMs: 20_000, what: 'one card, and one ContactId below it' },
  );
  await world.app.drain();
  const [card] = cards();
  expect([cards().length, replies().length]).toEqual([1, 1]);
  expect(card?.thread_ts).toBe(head);
  return card as Message;
}

/** What stands in #support itself, and is none of the cards. */
const looseLines = (id: string) =>
  ['contact_id', 'milestone:ended', 'milestone:failed']
    .flatMap((part) => partsOf(world, id, part))
    .filter(({ thread_ts }) => !thread_ts);

/** The form filled in from a message, which may be deleted before it is sent. */
async function fromMessage(): Promise<Message> {
  const message = ada.post('#support', 'Call +1 206 555 0152');
  await opened(world, ada, () => ada.messageShortcut('reach_out_from_message', '#support', message.ts));
  await world.slack.waitFor(() => ada.view?.values.phone?.phone?.value);
  await ada.choose('channel', 'sms');
  await ada.fill('message', 'Hi');
  return message;
}

/** A card that waits to be told that its contact is accepted. */
async function waiting(start: () => Promise<string>): Promise<{ id: string; card: Message }> {
  world.connect.fault({ kind: 'throttle', operation: 'StartOutboundChatContact' });
  const id = await start();
  return { id, card: await told(world, id, 'card', 'Amazon Connect is busy') };
}

const LOST: [string, FaultKind | undefined][] = [
  ['nothing else goes wrong', undefined],
  ['the answer to the ContactId is lost', { kind: 'drop_after' }],
  ['the ContactId comes late', { kind: 'delay', ms: 4_000, beforeProcessing: true }],
];

const hinder = (id: string, kind: FaultKind | undefined, part = 'contact_id') =>
  kind &&
  world.slack.fault({
    method: 'chat.postMessage',
    when: ({ metadata }) => String(metadata).includes(id) && String(metadata).includes(`"${part}"`),
    ...kind,
  });

describe.each(LOST)('%s', (_, kind) => {
  test('the message it was started from is deleted before the card: the card heads a thread of its own', async () => {
    const message = await fromMessage();
    remove(message);
    const id = JSON.parse(String(ada.view?.definition.private_metadata)).reach_out_id;
    hinder(id, kind, 'card');
    await send(ada);
    await told(world, id, 'contact_id');
    if (kind) world.turn(6);
    await oneThread(id);
  });

  test('the card is deleted before the ContactId: both stand below a new one, and no line is loose', async () => {
    const { id, card } = await waiting(() => reachOut(world, ada));
    remove(card);
    hinder(id, kind);
    world.turn(6);
    await told(world, id, 'contact_id');
    if (kind?.kind === 'delay') {
      await world.slack.waitFor(() => partsOf(world, id, 'contact_id').length === 2);
      world.turn(25);
    }
    const anew = await oneThread(id);
    expect(anew.ts).not.toBe(card.ts);
    expect(looseLines(id)).toEqual([]);
  });
});

test('the message and the card in its thread are deleted before the ContactId', async () => {
  const message = await fromMessage();
  const { id, card } = await waiting(() => send(ada));
  expect(card.thread_ts).toBe(message.ts);
  remove(card);
  remove(message);
  world.turn(6);
  await oneThread(id);
  expect(looseLines(id)).toEqual([]);
});

test('a message whose thread goes on without it keeps card and ContactId', async () => {
  const message = await fromMessage();
  const { id } = await waiting(() => send(ada));
  remove(message);
  world.turn(6);
  await oneThread(id, message.ts);
});

/** A call whose ContactId stands. */
async function calling(): Promise<{ id: string; card: Message; reply: Message; contactId: string }> {
  const id = await reachOut(world, ada, '+1 206 555 0152 call Hi');
  const { id: contactId } = await contactOf(world, id);
  const reply = await told(world, id, 'contact_id', contactId);
  const card = await told(world, id, 'card', 'Calling');
  return { id, card, reply, contactId };
}

describe('under way', () => {
  test('the card is deleted: the next change posts it anew, and what is told stands below it', async () => {
    const { id, card, contactId } = await calling();
    remove(card);
    world.connect.world.answer(contactId);
    await told(world, id, 'card', 'Answered');
    const anew = await oneThread(id);
    expect(anew.ts).not.toBe(card.ts);
    world.connect.world.systemError(contactId);
    const ended = await told(world, id, 'milestone:ended');
    expect(ended.thread_ts).toBe(anew.ts);
    const [reply] = partsOf(world, id, 'contact_id');
    expect(reply?.text).toMatch(/ContactId `.*\n.*answered/);
    expect(world.slack.thread('#support', card.ts).filter(({ metadata }) => metadata)).toEqual([]);
  });

  test('the card in the thread of a message is deleted: it comes back in that thread', async () => {
    const message = await fromMessage();
    const { id, card } = await waiting(() => send(ada));
    remove(card);
    world.turn(6);
    await oneThread(id, message.ts);
  });

  test('the ContactId is deleted: it comes back with the next change', async () => {
    const { id, card, reply, contactId } = await calling();
    remove(reply);
    world.connect.world.answer(contactId);
    const again = await told(world, id, 'contact_id', 'answered');
    expect(again.thread_ts).toBe(card.ts);
    await oneThread(id);
  });

  test('the card is deleted again and again: it goes on in a direct message', async () => {
    const { id, contactId } = await calling();
    const { connect } = world;
    const changes = [
      () => connect.world.answer(contactId),
      () => connect.world.queue(contactId),
      () => connect.world.agentJoins(contactId),
      () => connect.world.agentEnds(contactId),
    ];
    for (const change of changes) {
      const [card] = partsOf(world, id, 'card');
      if (card) remove(card);
      change();
      await world.slack.waitFor(() => {
        const [anew] = partsOf(world, id, 'card');
        return anew && anew.ts !== card?.ts;
      });
      await world.app.drain();
    }
    const [card] = partsOf(world, id, 'card');
    expect(card?.conversation).toBe('D0ADA00001');
  });
});

test('a crash while the thread begins anew', async () => {
  const { id, card } = await waiting(() => reachOut(world, ada));
  remove(card);
  hinder(id, { kind: 'delay', ms: 400 });
  world.turn(6);
  await world.slack.waitFor(() => partsOf(world, id, 'contact_id').length > 0);
  await world.restart();
  await oneThread(id);
  expect(looseLines(id)).toEqual([]);
});
