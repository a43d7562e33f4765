import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Message } from '../../src/sandbox/slack/index.ts';
import {
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
import { buttonsOf, opened, textOf, told } from '../support/steps.ts';

// Sent at once, where a slip is dearest.
let conversing: Conversing;
beforeAll(async () => {
  conversing = await startConversing({
    env: { REACH_OUT_REPLIES: 'send', REACH_OUT_UNDO_SECONDS: '6' },
    slack: { eventRetryDelaysMs: [20, 50, 50] },
  });
});
afterAll(() => conversing.stop());

/** What Ada alone is told in the thread of a chat. */
function toldIn({ root }: Talk, text = ''): Message[] {
  return answersOf(conversing.ada, text).filter(({ thread_ts }) => thread_ts === root);
}

test.each([
  ['that it is too long', 'y'.repeat(1025), 'it has 1,025 characters', []],
  ['that it goes, with a way back', 'Back, please', 'goes to the customer in', ['undo_reply']],
])('%s is told again where it could not be told, and once', async (_, text, said, buttons) => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  world.slack.fault({ method: 'chat.postEphemeral', kind: 'http_500' });
  ada.post('#support', text, { threadTs: chat.root });
  await world.slack.waitFor(() => toldIn(chat, said).length === 1);
  await world.app.drain();
  expect(toldIn(chat)).toHaveLength(1);
  expect(buttonsOf(toldIn(chat)[0]!)).toEqual(buttons);
});

test('Undo at the last moment: it is undone or sent, and its writer reads which', async () => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  for (let round = 0; round < 6; round++) {
    const text = `At the last moment ${round}`;
    ada.post('#support', text, { threadTs: chat.root });
    const { ts } = await world.slack.waitFor(() => toldIn(chat, 'goes to the customer').at(-1));
    const goes = async () => {
      await delay(round * 3);
      world.turn(6);
    };
    await Promise.all([goes(), ada.press('undo_reply', { conversation: '#support', ts })]);
    await world.slack.waitFor(() => toldIn(chat, 'goes to the customer').length === 0);
    await world.app.drain();
    const isUndone = toldIn(chat, 'Kept in Slack').some((one) => one.ts === ts);
    expect(toldIn(chat, 'Too late').some((one) => one.ts === ts)).toBe(!isUndone);
    if (isUndone) expect(onPhone(conversing, chat)).not.toContain(text);
    else await world.connect.waitFor(() => onPhone(conversing, chat).includes(text));
  }
});

test.each([
  ['1,024 characters', 'a'.repeat(1024), 1024],
  ['1,025 characters', 'a'.repeat(1025), undefined],
  ['emoji by their names, which are one character each', ':tada:'.repeat(600), 600],
  ['signs that Slack writes with five', '&amp;'.repeat(1000), 1000],
  ['too many of these', '&amp;'.repeat(1030), undefined],
  [
    'a link whose address is longer than what stands there',
    `<https://example.com/${'b'.repeat(1010)}|here>`,
    undefined,
  ],
])('what counts is what the customer gets: %s', async (_, markup, length) => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  ada.post('#support', markup, { threadTs: chat.root, raw: true });
  await world.slack.waitFor(() => toldIn(chat).length === 1);
  await world.app.drain();
  world.turn(6);
  if (length) await world.connect.waitFor(() => [...(onPhone(conversing, chat)[1] ?? '')].length === length);
  else {
    expect(toldIn(chat, 'Amazon Connect takes 1,024 at most. Shorten it')).toHaveLength(1);
    await world.app.drain();
    expect(onPhone(conversing, chat)).toHaveLength(1);
  }
});

test('a form that comes again with other words loses none, and with the same ones sends none twice', async () => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  world.connect.world.customerReply(chat.contact.id, 'Form, please');
  await untilHeard(conversing, chat.id, 'Form, please');
  const { ts } = heardIn(world, chat.id).at(-1)!;
  await opened(world, ada, () => ada.press('reply', { conversation: '#support', ts }));
  await world.slack.waitFor(() => JSON.stringify(ada.view?.definition).includes('Form, please'));
  await ada.fill('message', 'As I wrote first');
  await world.slack.waitFor(() => JSON.stringify(ada.view?.definition).includes('16 characters, 1 part.'));
  expect((await ada.submit()).kind).toBe('closed');
  await world.connect.waitFor(() => onPhone(conversing, chat).includes('As I wrote first'));
  const { delivery } = world.slack.log.entries.findLast(({ name }) => name === 'view_submission')!;
  expect(await world.slack.deliver(delivery!)).toMatchObject({ kind: 'acknowledged', body: undefined });
  const other = JSON.stringify(delivery).replaceAll('As I wrote first', 'As I wrote then');
  const again = await world.slack.deliver(JSON.parse(other));
  expect(JSON.stringify(again)).toContain('"response_action":"update"');
  expect(JSON.stringify(again)).toContain('these words were not sent');
  const { private_metadata } = (again as { body: { view: { private_metadata: string } } }).body.view;
  const { reply_id } = JSON.parse(private_metadata) as { reply_id: string };
  expect(JSON.stringify(delivery)).not.toContain(reply_id);
  await world.app.drain();
  expect(onPhone(conversing, chat).filter((text) => text?.startsWith('As I wrote'))).toEqual([
    'As I wrote first',
  ]);
});

test('what Slack takes only as plain text is neither formatted nor linked there, and pings nobody', async () => {
  const { world } = conversing;
  const chat = await talk(conversing);
  const words = '*bold* <!channel> <@U0GRACE001> https://example.com & @here';
  const isIt = ({ blocks }: Record<string, unknown>) => String(blocks).includes('example.com');
  world.slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'invalid_blocks', when: isIt });
  world.connect.world.customerReply(chat.contact.id, words);
  await untilHeard(conversing, chat.id, 'bold');
  const [heard] = heardIn(world, chat.id);
  expect(heard).toMatchObject({
    text: 'Customer: *bold* &lt;!channel&gt; &lt;@U0GRACE001&gt; https://example.com &amp; @here',
  });
  const posts = world.slack.log.entries.filter(({ name }) => name === 'chat.postMessage');
  expect(JSON.stringify(posts.at(-1)?.body)).toMatch(
    /"mrkdwn":"?false.*"parse":"none"|"parse":"none".*"mrkdwn":"?false/,
  );
});

test('STOP keeps all from going, and START, written after it, lets it go again', async () => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  const at = (second: number) => new Date(Date.now() + second * 1000).toISOString();
  stream(conversing, chat.contact.id, { Content: 'START', AbsoluteTime: at(1) });
  stream(conversing, chat.contact.id, { Content: 'Stop', AbsoluteTime: at(2) });
  await untilHeard(conversing, chat.id, 'They opted out');
  await untilCard(conversing, chat.id, 'They opted out');
  ada.post('#support', 'Not now', { threadTs: chat.root });
  await world.slack.waitFor(() => toldIn(chat, 'the customer has opted out').length === 1);
  stream(conversing, chat.contact.id, { Content: ' start! ', AbsoluteTime: at(3) });
  await untilHeard(conversing, chat.id, 'They opted in again');
  await world.slack.waitFor(
    () =>
      !JSON.stringify(world.slack.messages('#support').find(({ ts }) => ts === chat.root)).includes(
        'opted out',
      ),
  );
  const { ts } = ada.post('#support', 'Welcome back', { threadTs: chat.root });
  await world.slack.waitFor(() => toldIn(chat, 'goes to the customer in').length === 1);
  await world.app.drain();
  world.turn(6);
  await world.slack.waitFor(() => marksAt(world, ts).includes('postbox'));
  expect(onPhone(conversing, chat).slice(1)).toEqual(['Welcome back']);
});

test('an agent is named by whom the app may not look up, and Reply says so before anything is written', async () => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  world.connect.world.customerReply(chat.contact.id, 'A person, please');
  await untilHeard(conversing, chat.id, 'A person, please');
  world.connect.fault({ operation: 'DescribeUser', kind: 'access_denied', times: Number.POSITIVE_INFINITY });
  world.connect.world.agentJoins(chat.contact.id);
  const { name } = world.connect.seed.agents[0]!;
  await untilCard(conversing, chat.id, `With *${name}*, what you write here stays in Slack`);
  const { ts } = heardIn(world, chat.id).at(-1)!;
  await ada.press('reply', { conversation: '#support', ts });
  await world.slack.waitFor(() => toldIn(chat, `With *${name}*, what you write here stays`).length === 1);
  expect(ada.view).toBeUndefined();
  world.connect.clearFaults();
  world.connect.world.agentEnds(chat.contact.id);
  await told(world, chat.id, 'card', 'ended');
  await ada.press('reply', { conversation: '#support', ts });
  const stays = await world.slack.waitFor(() => toldIn(chat, 'The conversation has ended').at(-1));
  expect(buttonsOf(stays)).toEqual(['continue']);
});

test('what was asked before its place was set to off stays', async () => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  const choose = async (mode: string) => {
    await opened(world, ada, () => ada.command('#support', '/reach-out settings'));
    await ada.choose('replies', mode);
    expect((await ada.submit()).kind).toBe('closed');
  };
  await choose('ask');
  ada.post('#support', 'Asked before', { threadTs: chat.root });
  const ask = await world.slack.waitFor(() => toldIn(chat, 'Asked before').at(-1));
  expect(textOf(ask)).toContain('12 characters, 1 part.');
  await choose('off');
  await answerWith(conversing, 'Asked before', 'send_reply');
  await world.slack.waitFor(() => toldIn(chat, 'what people write here stays in Slack').length === 1);
  await world.app.drain();
  expect(onPhone(conversing, chat)).toHaveLength(1);
  await choose('send');
});
