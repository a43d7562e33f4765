import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FaultOrder } from '../../src/sandbox/connect/faults.ts';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { turningUntil } from '../support/clock.ts';
import {
  answersOf,
  answerWith,
  type Conversing,
  marksAt,
  onPhone,
  startConversing,
  stream,
  type Talk,
  talk,
} from '../support/conversing.ts';
import { blockOf, hintsOf, opened, partsOf, textOf, told } from '../support/steps.ts';

let conversing: Conversing;
beforeAll(async () => {
  conversing = await startConversing({ overrides: { connectDeadlineMs: 1_500 } });
});
afterAll(() => conversing.stop());

/** So that no clock is turned so far that it is a lie to Slack, and no other chat comes of age with it. */
async function startAnew(): Promise<void> {
  await conversing.stop();
  conversing = await startConversing();
}

/** Ada's message, confirmed. */
async function confirmed(chat: Talk, text: string): Promise<string> {
  const { ts } = conversing.ada.post('#support', text, { threadTs: chat.root });
  await answerWith(conversing, text, 'send_reply');
  return ts;
}

/** Until it is marked as sent; pauses between two tries are turned over. */
async function untilMarked(ts: string): Promise<void> {
  const { world } = conversing;
  await turningUntil(
    world,
    world.slack.waitFor(() => marksAt(world, ts).includes('postbox')),
  );
}

/** The ClientTokens of the calls that sent this text. */
function tokensOf(text: string): string[] {
  return conversing.world.connect
    .requests()
    .filter(({ operation }) => operation === 'SendMessage')
    .map(({ requestBody }) => JSON.parse(requestBody) as { Content: string; ClientToken: string })
    .filter(({ Content }) => Content === text)
    .map(({ ClientToken }) => ClientToken);
}

describe('what Amazon Connect makes of it', () => {
  const lost: [string, Partial<FaultOrder>][] = [
    ['an error after it was carried out', { kind: 'http_500', afterProcessing: true }],
    ['an error before', { kind: 'http_500' }],
    ['a connection that breaks after it', { kind: 'drop_after' }],
    ['an answer that comes too late', { kind: 'delay', ms: 2_500, when: 'after' }],
    ['throttling', { kind: 'throttle' }],
  ];
  test.each(lost)('%s: repeated under its ClientToken, and there once', async (what, fault) => {
    const { world } = conversing;
    const chat = await talk(conversing);
    world.connect.fault({ operation: 'SendMessage', ...fault } as FaultOrder);
    const ts = await confirmed(chat, what);
    await untilMarked(ts);
    expect(onPhone(conversing, chat).filter((text) => text === what)).toHaveLength(1);
    // A call that is given up is on record when it has been answered all the same.
    await world.connect.waitFor(() => tokensOf(what).length > 1);
    expect(new Set(tokensOf(what)).size).toBe(1);
  });

  test.each([
    ['conflict', 'ConflictException'],
    ['invalid_request', 'ValidationException'],
  ] as const)('%s: not sent, with the cause, said once and privately', async (kind, name) => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    world.connect.fault({ operation: 'SendMessage', kind });
    const text = `Refused by ${kind}`;
    const ts = await confirmed(chat, text);
    await world.slack.waitFor(() => marksAt(world, ts).includes('warning'));
    await world.slack.waitFor(() => answersOf(ada, name).length === 1);
    expect(textOf(answersOf(ada, name)[0]!)).toMatch(/^Not sent\. Amazon Connect didn't take it/);
    expect(onPhone(conversing, chat)).not.toContain(text);
  });

  test('no answer for two minutes: nobody knows, and that is said', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    const fault = world.connect.fault({ operation: 'SendMessage', kind: 'http_500', times: Infinity });
    const ts = await confirmed(chat, 'Nobody knows');
    await world.connect.waitFor(() => tokensOf('Nobody knows').length > 0);
    for (let turned = 0; turned < 130; turned += 13) {
      world.turn(13);
      await world.app.drain();
    }
    world.connect.cancelFault(fault.id);
    await world.slack.waitFor(() => marksAt(world, ts).includes('warning'));
    await world.slack.waitFor(
      () => answersOf(ada, "We don't know whether your message reached").length === 1,
    );
    expect(new Set(tokensOf('Nobody knows')).size).toBe(1);
  });

  test('another connection token is had once the first is over', async () => {
    const { world } = conversing;
    const chat = await talk(conversing);
    const before = world.connect.participant(chat.contact.id)?.id;
    world.connect.world.expireConnection(chat.contact.id);
    const ts = await confirmed(chat, 'With another token');
    await untilMarked(ts);
    expect(onPhone(conversing, chat).filter((text) => text === 'With another token')).toHaveLength(1);
    expect(world.connect.participant(chat.contact.id)?.id).toBe(before);
  });

  test('put out of the chat, the app joins it again', async () => {
    const { world } = conversing;
    const chat = await talk(conversing);
    world.connect.world.participantDropped(chat.contact.id);
    const ts = await confirmed(chat, 'As another participant');
    await untilMarked(ts);
    expect(onPhone(conversing, chat).filter((text) => text === 'As another participant')).toHaveLength(1);
  });

  test('a question that was answered late is sent all the same, while the app joins', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    ada.post('#support', 'Answered late', { threadTs: chat.root });
    await world.slack.waitFor(() => answersOf(ada, 'Answered late').at(-1));
    world.turn(200);
    world.connect.world.participantDropped(chat.contact.id);
    await answerWith(conversing, 'Answered late', 'send_reply');
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('Answered late'), {
      timeoutMs: 15_000,
    });
  });

  test.each(['missing_scope', 'no_reaction', 'message_not_found'])(
    'Slack refuses the mark with %s: trouble is told all the same',
    async (error) => {
      const { world, ada } = conversing;
      const chat = await talk(conversing);
      world.connect.fault({ operation: 'SendMessage', kind: 'conflict' });
      const fault = world.slack.fault({ method: 'reactions.add', kind: 'error', error, times: Infinity });
      await confirmed(chat, `Unmarked by ${error}`);
      const isTold = () =>
        ada.ephemerals.filter(
          ({ thread_ts, text }) => thread_ts === chat.root && text.startsWith('Not sent.'),
        );
      await world.slack.waitFor(() => isTold().length === 1);
      fault.remove();
    },
  );

  test('a mark that takes long leaves the rest to another time, so that no lease runs out', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    world.connect.fault({ operation: 'SendMessage', kind: 'conflict' });
    world.slack.fault({ method: 'reactions.add', kind: 'delay', ms: 3_100 });
    const isOf = (method: string) => world.slack.log.entries.filter(({ name }) => name === method).length;
    const before = isOf('reactions.add');
    await confirmed(chat, 'Marked slowly');
    const isTold = () =>
      ada.ephemerals.some(({ thread_ts, text }) => thread_ts === chat.root && text.startsWith('Not sent.'));
    await turningUntil(world, world.slack.waitFor(isTold));
    expect(isOf('reactions.add') - before).toBe(2);
  });

  test('where nothing can be said in the place any more, trouble is told in a direct message', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    world.connect.fault({ operation: 'SendMessage', kind: 'conflict' });
    const methods = ['reactions.add', 'chat.postEphemeral'];
    ada.post('#support', 'In a place that is closed', { threadTs: chat.root });
    await world.slack.waitFor(() => answersOf(ada, 'In a place that is closed').at(-1));
    const faults = methods.map((method) =>
      world.slack.fault({ method, kind: 'error', error: 'is_archived', times: Infinity }),
    );
    await answerWith(conversing, 'In a place that is closed', 'send_reply');
    await world.slack.waitFor(() => ada.messages('app').some(({ text }) => text.startsWith('Not sent.')));
    for (const fault of faults) fault.remove();
  });

  test('one after the other, in the order in which they were typed', async () => {
    const { world, ada } = conversing;
    const grace = world.slack.as(seedIds.grace);
    const chat = await talk(conversing);
    ada.post('#support', 'First', { threadTs: chat.root });
    await world.slack.waitFor(() => answersOf(ada, 'First').at(-1));
    grace.post('#support', 'Second', { threadTs: chat.root });
    await world.slack.waitFor(() => answersOf(grace, 'Second').at(-1));
    world.connect.fault({ operation: 'SendMessage', kind: 'throttle', times: 2 });
    await answerWith(conversing, 'First', 'send_reply');
    await answerWith(conversing, 'Second', 'send_reply', grace);
    await turningUntil(
      world,
      world.connect.waitFor(() => onPhone(conversing, chat).length === 3),
    );
    expect(onPhone(conversing, chat).slice(1)).toEqual(['First', 'Second']);
  });
});

test('what was typed while the app was away for longer than Slack waits is asked about, and sent by nobody else', async () => {
  const conversing = await startConversing({
    slack: { eventRetryDelaysMs: [] },
    env: { REACH_OUT_REPLIES: 'send', REACH_OUT_UNDO_SECONDS: '0' },
  });
  const { world, ada } = conversing;
  try {
    const chat = await talk(conversing);
    ada.post('#support', 'Before it', { threadTs: chat.root });
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('Before it'));
    const typing = ['note: only for us', 'Meanwhile'];
    await world.restart(async () => {
      for (const text of typing) ada.post('#support', text, { threadTs: chat.root });
      world.turn(400);
    });
    const asked = await world.slack.waitFor(() => answersOf(ada, 'Meanwhile').at(-1));
    expect(textOf(asked)).toContain('Send this to the customer?');
    expect(onPhone(conversing, chat).slice(1)).toEqual(['Before it']);
    await answerWith(conversing, 'Meanwhile', 'send_reply');
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('Meanwhile'));
    expect(onPhone(conversing, chat).slice(1)).toEqual(['Before it', 'Meanwhile']);
  } finally {
    await conversing.stop();
  }
});

describe('the form of a reply', () => {
  beforeAll(startAnew);

  async function form(text: string, person = conversing.ada, channel = 'sms') {
    const { world } = conversing;
    const chat = await talk(conversing, channel);
    world.connect.world.customerReply(chat.contact.id, text);
    const heard = await world.slack.waitForMessage(
      (message) => message.thread_ts === chat.root && textOf(message).includes(text) && !message.visible_to,
    );
    const place = { conversation: '#support', ts: heard.ts };
    const view = await opened(world, person, () => person.press('reply', place));
    return { chat, view };
  }

  test('shows what was said last, counts while it is typed, and stands in the thread once it is sent', async () => {
    const { world, ada } = conversing;
    const { chat } = await form('Can you *call* <me> at a_b.com?');
    const shown = () => JSON.stringify(ada.view?.definition.blocks);
    await world.slack.waitFor(() => shown().includes('"text":"Customer: Can you *call* <me> at a_b.com?"'));
    expect(shown()).not.toContain('ContactId');
    await ada.fill('message', 'z'.repeat(1100));
    await world.slack.waitFor(() => hintsOf(ada.view).message?.startsWith('1,100 of 1,024'));
    expect(shown()).toContain('"text":"Customer: Can you *call* <me> at a_b.com?"');
    expect(await ada.submit()).toMatchObject({
      kind: 'errors',
      errors: { message: 'The message is 76 characters too long (at most 1,024). Shorten it.' },
    });
    await ada.fill('message', '  \n ');
    expect(await ada.submit()).toMatchObject({ errors: { message: 'Write the message.' } });
    await ada.fill('message', 'Calling *now* <3');
    const { definition } = ada.view!;
    expect((await ada.submit()).kind).toBe('closed');
    const { reply_id } = JSON.parse(String(definition.private_metadata));
    const said = await told(world, chat.id, `reply:${reply_id}`);
    expect(said.thread_ts).toBe(chat.root);
    expect(textOf(said)).toContain(`<@${ada.id}> to the customer`);
    expect(textOf(said)).toContain('Calling *now* <3');
    await world.slack.waitFor(() => marksAt(world, said.ts).includes('postbox'));
    expect(onPhone(conversing, chat)).toContain('Calling *now* <3');
    expect(partsOf(world, chat.id, `reply:${reply_id}`)).toHaveLength(1);
  });

  test('through a restart and a post of unknown outcome it stands there once and is sent once', async () => {
    const { world, ada } = conversing;
    const { chat } = await form('Are you still there?');
    await ada.fill('message', 'Still here');
    const fault = world.slack.fault({ method: 'chat.postMessage', kind: 'drop_after' });
    expect((await ada.submit()).kind).toBe('closed');
    await world.slack.waitFor(() => fault.used === 1);
    await world.restart();
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('Still here'));
    await world.slack.waitFor(
      () => repliesIn(chat).length === 1 && marksAt(world, repliesIn(chat)[0]!.ts).includes('postbox'),
    );
    world.turn(120);
    await world.app.drain();
    expect(repliesIn(chat)).toHaveLength(1);
    expect(onPhone(conversing, chat).filter((text) => text === 'Still here')).toHaveLength(1);
  });

  test('where it can not be opened, that is said, and that nothing was sent', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    world.connect.world.customerReply(chat.contact.id, 'Shall I wait?');
    const { ts } = await world.slack.waitForMessage(
      (message) => message.thread_ts === chat.root && textOf(message).includes('Shall I wait?'),
    );
    world.slack.fault({ method: 'views.open', kind: 'error', error: 'expired_trigger_id' });
    await ada.press('reply', { conversation: '#support', ts });
    await world.slack.waitFor(() => answersOf(ada, 'nothing was sent. Press the button again').length === 1);
  });

  test('ended or opted out meanwhile is said at the field', async () => {
    const { world, ada } = conversing;
    const { chat } = await form('Bye', ada, 'whatsapp');
    await ada.fill('message', 'Too late');
    world.connect.world.customerReply(chat.contact.id, 'STOP');
    await world.slack.waitForMessage(
      (message) => message.thread_ts === chat.root && textOf(message).includes('STOP'),
    );
    expect(await ada.submit()).toMatchObject({
      errors: { message: expect.stringMatching(/^Not sent\. .*opted out/) },
    });
    world.connect.world.endByFlow(chat.contact.id);
    await told(world, chat.id, 'card', 'ended');
    expect(await ada.submit()).toMatchObject({ errors: { message: expect.stringContaining('opted out') } });
    await ada.close();
    const { chat: other } = await form('Bye for now');
    await ada.fill('message', 'Too late');
    world.connect.world.endByFlow(other.contact.id);
    await told(world, other.id, 'card', 'ended');
    expect(await ada.submit()).toMatchObject({ errors: { message: expect.stringContaining('has ended') } });
    await ada.close();
    for (const one of [chat, other]) expect(onPhone(conversing, one)).not.toContain('Too late');
  });

  test('what begins like a note is not for the customer, in the form as in the thread', async () => {
    const { ada } = conversing;
    const { chat } = await form('Any news?');
    for (const note of ['note: she is a VIP', ';; no discount', '🔇 tell nobody']) {
      await ada.fill('message', note);
      expect(await ada.submit()).toMatchObject({
        errors: { message: expect.stringContaining('like a note') },
      });
    }
    await ada.close();
    expect(onPhone(conversing, chat).slice(2)).toEqual([]);
  });

  test('whom the policy refuses sends nothing by it', async () => {
    const { world } = conversing;
    const gus = world.slack.as(seedIds.guest);
    const { chat } = await form('Anybody?', gus);
    await world.slack.waitFor(() => JSON.stringify(gus.view?.definition).includes('Guests'));
    expect(onPhone(conversing, chat).slice(2)).toEqual([]);
  });

  test('what another has claimed, also by a raised hand, is asked about once', async () => {
    const { world, ada } = conversing;
    const grace = world.slack.as(seedIds.grace);
    const { chat } = await form('Who has me?', grace);
    ada.react('#support', chat.root, 'raised_hand');
    await told(world, chat.id, 'card', `:raised_hand: <@${ada.id}>`);
    await grace.fill('message', 'I have you');
    expect((await grace.submit()).kind).toBe('updated');
    expect(JSON.stringify(blockOf(grace.view, 'confirm'))).toContain('has this. Send it anyway?');
    expect(onPhone(conversing, chat)).not.toContain('I have you');
    await grace.choose('confirm', ['claimed']);
    expect((await grace.submit()).kind).toBe('closed');
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('I have you'));

    const lower = (user: string) =>
      world.slack.sendEvent({
        ...{ type: 'reaction_removed', user, reaction: 'raised_hand' },
        item: { type: 'message', channel: seedIds.support, ts: chat.root },
      });
    grace.react('#support', chat.root, 'raised_hand');
    await world.app.drain();
    await lower(ada.id);
    await told(world, chat.id, 'card', `:raised_hand: <@${grace.id}>`);
    await lower(grace.id);
    const kenji = world.slack.as(seedIds.kenji);
    world.slack.fault({ method: 'users.info', kind: 'http_500', when: ({ user }) => user === kenji.id });
    kenji.react('#support', chat.root, 'raised_hand');
    await told(world, chat.id, 'card', `:raised_hand: <@${kenji.id}>`);
    await lower(kenji.id);
    await world.slack.waitFor(() => !textOf(partsOf(world, chat.id, 'card')[0]!).includes(':raised_hand:'));
  });

  const repliesIn = (chat: Talk) =>
    conversing.world.slack
      .messages('#support')
      .filter(
        ({ thread_ts, metadata }) =>
          thread_ts === chat.root && String(metadata?.event_payload.part).startsWith('reply:'),
      );
});

test('where Slack does not say who asks, the button to press again is still there', async () => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  ada.post('#support', 'Who am I?', { threadTs: chat.root });
  await world.slack.waitFor(() => answersOf(ada, 'Who am I?').at(-1));
  await opened(world, ada, () => ada.command('#support', '/reach-out settings'));
  await world.restart();
  const silence = world.slack.fault({ method: 'users.info', kind: 'http_500', times: Infinity });
  const UNSAID = "Slack couldn't be asked just now";
  expect(await ada.submit()).toMatchObject({
    errors: { replies: expect.stringMatching(/^Slack couldn't be asked .* so nothing was changed\. Press/) },
  });
  await answerWith(conversing, 'Who am I?', 'send_reply');
  await world.slack.waitFor(() => answersOf(ada, UNSAID).length === 1);
  silence.remove();
  expect((await ada.submit()).kind).toBe('closed');
  await answerWith(conversing, 'Who am I?', 'send_reply');
  await world.connect.waitFor(() => onPhone(conversing, chat).includes('Who am I?'));
});

describe('a day later', () => {
  beforeAll(startAnew);

  test("outside WhatsApp's window no free text is offered to be sent, but a template", async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing, 'whatsapp');
    const AbsoluteTime = new Date(Date.now() - 2 * 3_600_000).toISOString();
    stream(conversing, chat.contact.id, { AbsoluteTime, Content: 'Hello there' });
    await world.slack.waitForMessage(
      (message) => message.thread_ts === chat.root && textOf(message).includes('Hello there'),
    );
    ada.post('#support', 'Within the window', { threadTs: chat.root });
    await world.slack.waitFor(() => answersOf(ada, 'Within the window').at(-1));
    // What is typed is kept for a day, and no longer.
    world.turn(22 * 3600 + 1);
    await answerWith(conversing, 'Within the window', 'send_reply');
    await world.slack.waitFor(
      () => answersOf(ada, 'WhatsApp takes free text only within 24 hours').length === 1,
    );
    const view = await opened(world, ada, () =>
      answerWith(conversing, 'WhatsApp takes free text', 'continue'),
    );
    expect(blockOf(view, 'message_template_id')).toBeDefined();
    expect(JSON.stringify(view.values)).not.toContain('Within the window');
    expect(onPhone(conversing, chat)).not.toContain('Within the window');
  });
});
