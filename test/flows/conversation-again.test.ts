import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Contact, ContactEvent } from '../../src/sandbox/connect/index.ts';
import {
  answerWith,
  type Conversing,
  onPhone,
  startConversing,
  stream,
  type Talk,
  talk,
  untilCard,
  untilHeard,
} from '../support/conversing.ts';
import { cardOf } from '../support/following.ts';
import { partsOf, reachOut, told } from '../support/steps.ts';

/** Where three looks tell nothing yet, the next comes 20 s after the event, and the one after it at 40 s. */
const LOOKED_MS = 45_000;

let conversing: Conversing;
beforeAll(async () => {
  conversing = await startConversing({ database: 'postgres' });
});
afterAll(() => conversing.stop());

const describes = (contactId: string) =>
  conversing.world.connect
    .requests()
    .filter(({ operation, target }) => operation === 'DescribeContact' && target.includes(contactId)).length;

async function ended(): Promise<Talk> {
  const chat = await talk(conversing);
  conversing.world.connect.world.endByFlow(chat.contact.id);
  await untilCard(conversing, chat.id, 'Conversation ended');
  return chat;
}

function writesAgain({ contact }: Talk, text: string): Contact {
  const again = conversing.world.connect.world.customerWritesAgain(contact.id, text);
  if (!again) throw new Error('no contact began');
  return again;
}

/** Keeps events from the queue for the time of an action, and gives them back. */
async function withheld(action: () => unknown, passes = (_: ContactEvent) => false): Promise<ContactEvent[]> {
  const events: ContactEvent[] = [];
  conversing.let((event) => passes(event) || !events.push(event));
  await action();
  conversing.let(() => true);
  return events;
}

function deliver(event: ContactEvent | undefined, detail: object = {}): void {
  const { sqs } = conversing;
  sqs.send(sqs.queueUrl(), JSON.stringify({ ...event, detail: { ...event?.detail, ...detail } }));
}

const isOf =
  ({ id }: Contact, type: string) =>
  ({ detail }: ContactEvent) =>
    detail.contactId === id && detail.eventType === type;

test('an event that is minutes old when it comes joins the thread, though the end before it is not known yet', async () => {
  const chat = await talk(conversing);
  let again = chat.contact;
  const events = await withheld(() => {
    conversing.world.connect.world.endByFlow(chat.contact.id);
    again = writesAgain(chat, 'While you were away');
  });
  const initiationTimestamp = new Date(Date.now() - 180_000).toISOString();
  deliver(events.find(isOf(again, 'INITIATED')), { initiationTimestamp });
  await untilHeard(conversing, chat.id, 'While you were away', { timeoutMs: LOOKED_MS });
});

test('any event of it will do', async () => {
  const chat = await ended();
  let again = chat.contact;
  await withheld(
    async () => {
      again = writesAgain(chat, 'By another event');
      await untilHeard(conversing, chat.id, 'By another event', { timeoutMs: LOOKED_MS });
    },
    ({ detail }) => detail.eventType === 'CONNECTED_TO_SYSTEM',
  );
  await told(conversing.world, chat.id, 'contact_id', again.id);
});

test('a chat longer than seven days is joined after its end', async () => {
  const chat = await ended();
  await conversing.world.sql(
    `update reach_out.reach_out set started_at = started_at - interval '8 days' where id = $1`,
    [chat.id],
  );
  writesAgain(chat, 'After a long one');
  await untilHeard(conversing, chat.id, 'After a long one', { timeoutMs: LOOKED_MS });
});

test('one that is over before it is looked up is not told word by word, and the card says where to read it', async () => {
  const { connect } = conversing.world;
  const chat = await ended();
  const events = await withheld(() => connect.world.endByFlow(writesAgain(chat, 'Gone by now').id));
  for (const event of events) deliver(event);
  await untilCard(conversing, chat.id, 'Read replies in Amazon Connect', LOOKED_MS);
  expect(cardOf(conversing.world, chat.id)).toContain('Conversation ended');
});

test('late news of the chat before it, but its words, changes nothing', async () => {
  const { connect } = conversing.world;
  const chat = await ended();
  const again = writesAgain(chat, 'Here I am again');
  await untilHeard(conversing, chat.id, 'Here I am again', { timeoutMs: LOOKED_MS });
  await connect.waitFor(() => connect.participant(again.id)?.connectedAt);
  const event = { Type: 'EVENT', ParticipantRole: 'AGENT', ParticipantId: 'ana' };
  const type = (name: string) => `application/vnd.amazonaws.connect.event.${name}`;
  stream(conversing, chat.contact.id, { ...event, ContentType: type('participant.joined') });
  stream(conversing, chat.contact.id, { Content: 'Said before' });
  await untilHeard(conversing, chat.id, 'Said before');
  conversing.ada.post('#support', 'Still answered', { threadTs: chat.root });
  await answerWith(conversing, 'Still answered', 'send_reply');
  await connect.waitFor(() => onPhone(conversing, chat).includes('Still answered'));
  expect(connect.chat(again.id)?.participants).toHaveLength(1);
});

test('before a chat ends, what was said last in it is read', async () => {
  const { connect } = conversing.world;
  const { id, contact } = await talk(conversing);
  connect.world.customerReply(contact.id, 'First');
  await untilHeard(conversing, id, 'First');
  connect.configureMessages({ hold: true });
  connect.world.customerReply(contact.id, 'Last words');
  stream(conversing, contact.id, {
    ...{ Type: 'EVENT', ParticipantRole: 'SYSTEM' },
    ContentType: 'application/vnd.amazonaws.connect.event.chat.ended',
  });
  await untilHeard(conversing, id, 'Last words');
  connect.configureMessages({ hold: false });
});

test('many chats of others are each looked up once, and hold up nobody', async () => {
  const { world, sqs } = conversing;
  const { connect } = world;
  const chat = await talk(conversing);
  const others: string[] = [];
  // By the clock: looks are paced by it, and the machine may be slow.
  await world.holding(async () => {
    for (let number = 100; number < 120; number++) {
      const other = connect.world.customerWrites({
        ...{ from: `+1206556${number}0`, to: chat.contact.system.address, subtype: 'connect:SMS' },
        message: { kind: 'text', text: 'Hello?' },
      });
      others.push(other?.id ?? '');
    }
    connect.world.customerReply(chat.contact.id, 'Not held up');
    await sqs.waitFor(() => !sqs.messages().some(({ body }) => body.includes('Not held up')));
    world.turn(1);
    await untilHeard(conversing, chat.id, 'Not held up', { turns: false });
    expect(others.filter((id) => describes(id) > 0).length).toBeLessThan(20);
  });
  await connect.waitFor(() => others.every((id) => describes(id) > 0), { timeoutMs: 45_000 });
  for (const id of others) connect.world.endByFlow(id);
  connect.world.customerReply(chat.contact.id, 'Once each');
  // In time that is turned, each would be looked up once more.
  await untilHeard(conversing, chat.id, 'Once each', { turns: false });
  expect(others.map(describes)).toEqual(others.map(() => 1));
});

test('events of one chat of others that come together have it looked up once', async () => {
  const { sqs, world } = conversing;
  const chat = await talk(conversing);
  let id = '';
  const events = await withheld(() => {
    const other = world.connect.world.customerWrites({
      ...{ from: '+12065561300', to: chat.contact.system.address, subtype: 'connect:SMS' },
      message: { kind: 'text', text: 'Hello?' },
    });
    id = other?.id ?? '';
  });
  expect(events.length).toBeGreaterThan(1);
  // So late that the others come before the answer.
  world.connect.fault({
    ...{ operation: 'DescribeContact', kind: 'delay', ms: 1_000 },
    ...{ when: 'after', times: Number.POSITIVE_INFINITY },
  });
  for (const event of events) deliver(event);
  await sqs.waitFor(() => !sqs.messages().some(({ body }) => body.includes(id)));
  world.connect.clearFaults();
  expect(describes(id)).toBe(1);
});

test('late news of a chat that was over before the reach-out opens nothing', async () => {
  const { world, ada } = conversing;
  const number = '+12065567990';
  const { contact: some } = await talk(conversing);
  let earlier = some;
  const events = await withheld(() => {
    const begun = world.connect.world.customerWrites({
      ...{ from: number, to: some.system.address, subtype: 'connect:SMS' },
      message: { kind: 'text', text: 'Before all' },
    });
    if (!begun) throw new Error('no contact began');
    earlier = begun;
    world.connect.world.endByFlow(begun.id);
  });
  const id = await reachOut(world, ada, `${number} sms Hello`);
  const contact = await world.connect.waitFor(() =>
    world.connect.contacts().find(({ clientToken }) => clientToken === id),
  );
  await told(world, id, 'contact_id');
  await world.connect.waitFor(() => world.connect.participant(contact.id)?.connectedAt);
  world.connect.world.endByFlow(contact.id);
  await untilCard(conversing, id, 'Conversation ended');
  deliver(events.find(isOf(earlier, 'DISCONNECTED')), { eventType: 'COMPLETED' });
  await world.connect.waitFor(() => describes(earlier.id) > 0);
  await world.app.drain();
  expect(partsOf(world, id, 'contact_id')).toHaveLength(1);
  expect(cardOf(world, id)).toContain('Conversation ended');
});
