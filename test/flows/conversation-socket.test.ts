import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
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
  type Talk,
  talk,
  untilHeard,
} from '../support/conversing.ts';
import { contactOf } from '../support/following.ts';
import { buttonsOf, opened, send, told } from '../support/steps.ts';

jest.setTimeout(60_000);

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

test('after the end nothing goes, and the next one begins here', async () => {
  const { world, ada } = conversing;
  const chat = await begun('Bye');
  world.connect.world.endByFlow(chat.contact.id);
  await told(world, chat.id, 'card', 'ended', 20_000);
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
