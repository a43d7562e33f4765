import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import {
  allHeard,
  answersOf,
  answerWith,
  type Conversing,
  heardIn,
  marksAt,
  onPhone,
  startConversing,
  stream,
  type Talk,
  talk,
  untilCard,
  untilHeard,
} from '../support/conversing.ts';
import { contactOf } from '../support/following.ts';
import { buttonsOf, opened, partsOf, send, textOf, told } from '../support/steps.ts';

// The ways of a conversation by Socket Mode; each stands in the other files by HTTP, with all that may go wrong.
let conversing: Conversing;
beforeAll(async () => {
  conversing = await startConversing({ mode: 'socket', env: { REACH_OUT_UNDO_SECONDS: '30' } });
});
afterAll(() => conversing.stop());

/** A chat whose customer has written. */
async function begun(text: string): Promise<Talk> {
  const chat = await talk(conversing);
  conversing.world.connect.world.customerReply(chat.contact.id, text);
  await untilHeard(conversing, chat.id, text);
  return chat;
}

test('the customer is heard; what is typed is asked about, sent and marked, and edited too late', async () => {
  const { world, ada } = conversing;
  const chat = await begun('Can *you* call?');
  expect(allHeard(world, chat.id)).toContain(`<@${ada.id}>`);
  const { ts } = ada.post('#support', 'Of course', { threadTs: chat.root });
  await answerWith(conversing, 'Of course', 'send_reply');
  await world.slack.waitFor(() => marksAt(world, ts).includes('postbox'));
  expect(onPhone(conversing, chat)).toContain('Of course');
  ada.edit('#support', ts, 'Of course not');
  await world.slack.waitFor(() => answersOf(ada, 'Amazon Connect has the first version').length === 1);
  ada.deleteMessage('#support', ts);
  await world.slack.waitFor(() => answersOf(ada, 'Amazon Connect has it already').length === 1);
  expect(onPhone(conversing, chat)).not.toContain('Of course not');
});

test('a note, what is kept and what was edited before Send was pressed stay', async () => {
  const { world, ada } = conversing;
  const chat = await begun('Anybody?');
  ada.post('#support', 'note: she is a VIP', { threadTs: chat.root });
  ada.post('#support', 'Kept here', { threadTs: chat.root });
  await answerWith(conversing, 'Kept here', 'keep_note');
  await world.slack.waitFor(() => answersOf(ada, 'Kept in Slack').length === 1);
  const { ts } = ada.post('#support', 'First thought', { threadTs: chat.root });
  await world.slack.waitFor(() => answersOf(ada, 'First thought').length === 1);
  ada.edit('#support', ts, 'Second thought');
  await world.slack.waitFor(() => answersOf(ada, 'You changed it before it went').length === 1);
  await answerWith(conversing, 'First thought', 'send_reply');
  await world.slack.waitFor(() => answersOf(ada, 'It stayed in Slack. Write it again').length === 1);
  expect(onPhone(conversing, chat).slice(2)).toEqual([]);
});

test('a hand at what the customer wrote claims it, and another is asked by the form, which goes then', async () => {
  const { world, ada } = conversing;
  const grace = world.slack.as(seedIds.grace);
  const chat = await begun('Who has me?');
  const heard = heardIn(world, chat.id).at(-1)!;
  await world.app.drain();
  ada.react('#support', heard.ts, 'raised_hand');
  await told(world, chat.id, 'card', `:raised_hand: <@${ada.id}>`);
  const view = await opened(world, grace, () =>
    grace.press('reply', { conversation: '#support', ts: heard.ts }),
  );
  expect(view.definition.callback_id).toBe('reply');
  await grace.fill('message', 'I have you');
  expect((await grace.submit()).kind).toBe('updated');
  await grace.choose('confirm', ['claimed']);
  expect((await grace.submit()).kind).toBe('closed');
  await world.connect.waitFor(() => onPhone(conversing, chat).includes('I have you'));
  ada.unreact('#support', heard.ts, 'raised_hand');
  await world.slack.waitFor(
    () =>
      !JSON.stringify(world.slack.messages('#support').find(({ ts }) => ts === chat.root)).includes(
        'raised_hand',
      ),
  );
});

test('set to send at once, it goes unless it is undone; set to off, nothing does', async () => {
  const { world, ada } = conversing;
  const chat = await begun('Hurry');
  const choose = async (mode: string) => {
    await opened(world, ada, () => ada.command('#support', '/reach-out settings'));
    await ada.choose('replies', mode);
    expect((await ada.submit()).kind).toBe('closed');
  };
  await choose('send');
  ada.post('#support', 'Undone', { threadTs: chat.root });
  await answerWith(conversing, 'goes to the customer in', 'undo_reply');
  await world.slack.waitFor(() => answersOf(ada, 'goes to the customer in').length === 0);
  const { ts } = ada.post('#support', 'On its way', { threadTs: chat.root });
  await world.slack.waitFor(() => answersOf(ada, 'goes to the customer in').length === 1);
  await world.app.drain();
  world.turn(31);
  await world.slack.waitFor(() => marksAt(world, ts).includes('postbox'));
  await choose('off');
  ada.post('#support', 'Not at all', { threadTs: chat.root });
  await world.app.drain();
  await choose('ask');
  expect(onPhone(conversing, chat).slice(2)).toEqual(['On its way']);
});

test('what was said while the app was down is read, once, and who speaks is told', async () => {
  const { world } = conversing;
  const chat = await begun('Before');
  world.turn(120);
  world.connect.configureMessages({ hold: true });
  await world.restart(async () => {
    world.connect.world.customerReply(chat.contact.id, 'Meanwhile');
    world.connect.world.flowSays(chat.contact.id, 'Press 1');
  });
  await untilHeard(conversing, chat.id, 'Press 1');
  world.connect.configureMessages({ hold: false });
  world.connect.world.customerReply(chat.contact.id, 'After');
  await untilHeard(conversing, chat.id, 'After');
  const told = JSON.stringify(heardIn(world, chat.id).map(({ blocks }) => blocks));
  expect(told.split('Meanwhile')).toHaveLength(2);
  expect(allHeard(world, chat.id)).toContain('Flow');
});

test('a lost answer is repeated and there once; a refusal is marked and told privately', async () => {
  const { world, ada } = conversing;
  const chat = await begun('Are you there?');
  world.connect.fault({ operation: 'SendMessage', kind: 'drop_after' });
  const lost = ada.post('#support', 'Once only', { threadTs: chat.root });
  await answerWith(conversing, 'Once only', 'send_reply');
  await world.slack.waitFor(() => marksAt(world, lost.ts).includes('postbox'));
  world.connect.fault({ operation: 'SendMessage', kind: 'invalid_request' });
  const refused = ada.post('#support', 'Never taken', { threadTs: chat.root });
  await answerWith(conversing, 'Never taken', 'send_reply');
  await world.slack.waitFor(() => marksAt(world, refused.ts).includes('warning'));
  await world.slack.waitFor(() => answersOf(ada, 'ValidationException').length === 1);
  expect(onPhone(conversing, chat).slice(2)).toEqual(['Once only']);
});

test('guests, what is too long and what an agent has stay here, and that is said', async () => {
  const { world, ada } = conversing;
  const chat = await begun('Who is there?');
  world.slack.as(seedIds.guest).post('#support', 'From a guest', { threadTs: chat.root });
  ada.post('#support', 'y'.repeat(1025), { threadTs: chat.root });
  await world.slack.waitFor(() => answersOf(ada, 'it has 1,025 characters').length === 1);
  world.connect.world.agentJoins(chat.contact.id);
  await told(world, chat.id, 'card', 'With a');
  ada.post('#support', 'Beside the agent', { threadTs: chat.root });
  await world.slack.waitFor(() =>
    ada.ephemerals.some(
      ({ thread_ts, text }) => thread_ts === chat.root && text.includes('what you write here stays'),
    ),
  );
  expect(onPhone(conversing, chat).slice(2)).toEqual([]);
});

test('after STOP nothing goes, until START', async () => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  stream(conversing, chat.contact.id, { Content: 'Stop' });
  await untilCard(conversing, chat.id, 'They opted out');
  ada.post('#support', 'Not now', { threadTs: chat.root });
  await world.slack.waitFor(() => answersOf(ada, 'the customer has opted out').length === 1);
  stream(conversing, chat.contact.id, { Content: 'Start' });
  await untilHeard(conversing, chat.id, 'They opted in again');
  ada.post('#support', 'Welcome back', { threadTs: chat.root });
  await answerWith(conversing, 'Welcome back', 'send_reply');
  await world.connect.waitFor(() => onPhone(conversing, chat).includes('Welcome back'));
});

test('a second one to the same number is asked about, and whoever writes after the end joins the thread', async () => {
  const { world, ada } = conversing;
  const chat = await begun('Hello yourself');
  const number = chat.contact.customer.address;
  await opened(world, ada, () => ada.command('#support', `/reach-out ${number} sms Hello again`));
  expect(JSON.stringify(await ada.submit())).toContain('open_elsewhere');
  await ada.close();
  world.connect.world.endByFlow(chat.contact.id);
  await untilCard(conversing, chat.id, 'Conversation ended');
  world.connect.world.customerWritesAgain(chat.contact.id, 'One more thing');
  await untilHeard(conversing, chat.id, 'One more thing');
  expect(partsOf(world, chat.id, 'contact_id').map(textOf).join()).toContain('The customer wrote again');
});

test("outside WhatsApp's window a template is offered, not to send", async () => {
  const { world, ada } = conversing;
  const chat = await talk(conversing, 'whatsapp');
  stream(conversing, chat.contact.id, {
    Content: 'Long ago',
    AbsoluteTime: new Date(Date.now() - 25 * 3600_000).toISOString(),
  });
  await untilHeard(conversing, chat.id, 'Long ago');
  ada.post('#support', 'Too late', { threadTs: chat.root });
  const stays = await world.slack.waitFor(() => answersOf(ada, 'WhatsApp takes free text').at(-1));
  expect(buttonsOf(stays)).toEqual(['continue']);
});

test('after the end nothing goes, and the next one begins here', async () => {
  const { world, ada } = conversing;
  const chat = await begun('Bye');
  world.connect.world.endByFlow(chat.contact.id);
  await told(world, chat.id, 'card', 'ended');
  ada.post('#support', 'One more thing', { threadTs: chat.root });
  const stays = await world.slack.waitFor(() => answersOf(ada, 'the conversation has ended').at(-1));
  expect(buttonsOf(stays)).toEqual(['continue']);
  const view = await opened(world, ada, () =>
    ada.press('continue', { conversation: '#support', ts: stays.ts }),
  );
  expect(JSON.stringify(view.values)).toContain('One more thing');
  const next = await contactOf(world, await send(ada));
  expect(next.customer.address).toBe(chat.contact.customer.address);
});
