import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { elementsOf } from '../../src/sandbox/slack/block-kit/elements.ts';
import { type Message, seedIds } from '../../src/sandbox/slack/index.ts';
import {
  answersOf,
  answerWith,
  type Conversing,
  marksAt,
  onPhone,
  startConversing,
  type Talk,
  talk,
  typed,
} from '../support/conversing.ts';
import { contactOf } from '../support/following.ts';
import { buttonsOf, metadataOf, opened, send, textOf, told } from '../support/steps.ts';
import type { World } from '../support/world.ts';

/** Somebody presses a button that Slack has not shown them. */
function pressAs({ slack }: World, userId: string, message: Message, action_id: string): Promise<unknown> {
  const person = slack.workspace.people.get(userId);
  const { element, blockId } = elementsOf(message.blocks ?? []).find(
    ({ actionId }) => actionId === action_id,
  )!;
  const { team, app } = slack.workspace;
  return slack.deliver({
    kind: 'interactive',
    name: 'block_actions',
    payload: {
      ...{ type: 'block_actions', team: { id: team.id, domain: team.domain }, api_app_id: app.id },
      user: { id: userId, team_id: person?.team_id, username: person?.name },
      trigger_id: '1.2.3',
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.conversation,
        is_ephemeral: true,
      },
      channel: { id: message.conversation, name: 'support' },
      response_url: `${slack.url}/response/none`,
      actions: [{ type: 'button', action_id, block_id: blockId, value: element.value, action_ts: '1.2' }],
    },
  });
}

/** The event of a message. */
function eventOf({ conversation, ts, thread_ts, user, text }: Message) {
  return { type: 'message', channel: conversation, channel_type: 'channel', ts, thread_ts, user, text };
}

/** Its writer edits a message, or deletes it. */
function change({ slack }: World, message: Message, text?: string): Promise<unknown> {
  const { conversation: channel, thread_ts, user, ts } = message;
  const previous_message = { type: 'message', user, text: message.text, ts, thread_ts };
  return slack.sendEvent({
    ...{
      type: 'message',
      channel,
      channel_type: 'channel',
      hidden: true,
      ts: later(ts, 9),
      previous_message,
    },
    ...(text === undefined
      ? { subtype: 'message_deleted', deleted_ts: ts }
      : { subtype: 'message_changed', message: { ...previous_message, text, edited: { user, ts } } }),
  });
}

function later(ts: string, microseconds: number): string {
  return (Number(ts) + microseconds / 1_000_000).toFixed(6);
}

/** Once the thread says that it is over. */
async function ended(world: World, { id }: Talk): Promise<void> {
  await told(world, id, 'card', 'ended');
}

describe.each(['http', 'socket'] as const)('by %s', (mode) => {
  let conversing: Conversing;
  beforeAll(async () => {
    conversing = await startConversing({
      mode,
      slack: { eventRetryDelaysMs: [20, 50, 50], ackDeadlineMs: 1_500 },
    });
  });
  afterAll(() => conversing.stop());

  test('what is typed is stored before Slack hears that it came, and comes again where it could not be', async () => {
    const { world, ada } = conversing;
    const { root } = await talk(conversing);
    // Slack does not say who writes: it can't be told what becomes of it.
    const grace = world.slack.as(seedIds.grace);
    const fault = world.slack.fault({
      method: 'users.info',
      kind: 'http_500',
      times: Infinity,
      when: ({ user }) => user === grace.id,
    });
    const { ts } = grace.post('#support', 'Are you there?', { threadTs: root });
    await world.slack.waitFor(() => typed(world, ts).length >= 2);
    expect(typed(world, ts)[0]?.status).not.toBe(200);
    expect(grace.ephemerals).toHaveLength(0);
    fault.remove();
    await world.slack.waitFor(() => answersOf(grace, 'Are you there?').length > 0);
    expect(ada.ephemerals).toHaveLength(0);
    expect(world.logged()).not.toContain('Are you there?');
  });

  test('delivered again, also after the answer was lost, it is asked about once and sent once', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    const { ts } = ada.post('#support', 'Once, please', { threadTs: chat.root });
    await answerWith(conversing, 'Once, please', 'send_reply');
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('Once, please'));
    const first = await world.slack.waitFor(() => typed(world, ts)[0]);
    await Promise.all([world.slack.redeliver(first), world.slack.redeliver(first)]);
    await world.app.drain();
    expect(answersOf(ada, 'Once, please')).toHaveLength(0);
    expect(onPhone(conversing, chat).filter((text) => text === 'Once, please')).toHaveLength(1);
  });
});

describe('asking first', () => {
  let conversing: Conversing;
  beforeAll(async () => {
    conversing = await startConversing();
  });
  afterAll(() => conversing.stop());

  test('the question has the text as the customer would get it, its parts, and both answers', async () => {
    const { world, ada } = conversing;
    const { root } = await talk(conversing);
    const table = '```\nPlan   Price\nBasic  $5\n```';
    const long = 'x'.repeat(160);
    const markup = `Hi <@${seedIds.grace}|grace> &amp; co :wave: <https://example.com/a|our page> *now*\n${table}\n${long}`;
    ada.post('#support', markup, { threadTs: root, raw: true });
    const ask = await world.slack.waitFor(() => answersOf(ada, long).at(-1));
    expect(textOf(ask)).toContain(`Hi @grace & co 👋 https://example.com/a *now*\n${table}\n${long}`);
    expect(textOf(ask)).toMatch(/characters, \d parts/);
    expect(buttonsOf(ask)).toEqual(['send_reply', 'keep_note']);
    expect(ask.thread_ts).toBe(root);
  });

  test('pressed by two devices, twice, and the other way afterwards: it goes once', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    ada.post('#support', 'Twice pressed', { threadTs: chat.root });
    const { conversation, ts } = await world.slack.waitFor(() => answersOf(ada, 'Twice pressed').at(-1));
    const phone = world.slack.as(ada.id, { device: 'phone' });
    const place = { conversation, ts };
    await Promise.all([ada.press('send_reply', place), phone.press('send_reply', place)]);
    await world.app.drain();
    expect(onPhone(conversing, chat).filter((text) => text === 'Twice pressed')).toHaveLength(1);
  });

  test('kept as a note, it stays; sending it afterwards says so', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    ada.post('#support', 'Only for us', { threadTs: chat.root });
    const ask = structuredClone(await world.slack.waitFor(() => answersOf(ada, 'Only for us').at(-1)));
    await ada.press('keep_note', { conversation: ask.conversation, ts: ask.ts });
    await world.slack.waitFor(() => answersOf(ada, 'Kept in Slack').length > 0);
    await pressAs(world, ada.id, ask, 'send_reply');
    await world.app.drain();
    expect(onPhone(conversing, chat)).not.toContain('Only for us');
  });

  test('an answer may come after a restart', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    ada.post('#support', 'Asked before the restart', { threadTs: chat.root });
    await world.slack.waitFor(() => answersOf(ada, 'Asked before the restart').at(-1));
    await world.restart();
    await answerWith(conversing, 'Asked before the restart', 'send_reply');
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('Asked before the restart'));
  });

  test('nobody else can send it', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    ada.post('#support', 'Mine to send', { threadTs: chat.root });
    const ask = await world.slack.waitFor(() => answersOf(ada, 'Mine to send').at(-1));
    await pressAs(world, seedIds.grace, ask, 'send_reply');
    await world.app.drain();
    expect(onPhone(conversing, chat)).not.toContain('Mine to send');
  });

  test('after the end nothing goes, and the next one begins here with the text in it', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    ada.post('#support', 'Asked before the end', { threadTs: chat.root });
    await world.slack.waitFor(() => answersOf(ada, 'Asked before the end').at(-1));
    world.connect.world.endByFlow(chat.contact.id);
    await ended(world, chat);
    await answerWith(conversing, 'Asked before the end', 'send_reply');
    await world.slack.waitFor(() => answersOf(ada, 'the conversation has ended').length > 0);
    ada.post('#support', 'Typed after the end', { threadTs: chat.root });
    const stays = await world.slack.waitFor(() => answersOf(ada, 'the conversation has ended').at(1));
    expect(buttonsOf(stays)).toEqual(['continue']);
    const view = await opened(world, ada, () =>
      ada.press('continue', { conversation: stays.conversation, ts: stays.ts }),
    );
    expect(JSON.stringify(view.values)).toContain('Typed after the end');
    expect(metadataOf(view)).toMatchObject({ thread_ts: chat.root, place_id: seedIds.support });
    const id = await send(ada);
    const card = await told(world, id, 'card');
    expect(card.thread_ts).toBe(chat.root);
    const contact = await contactOf(world, id);
    expect(contact.customer.address).toBe(chat.contact.customer.address);
    await world.connect.waitFor(() => world.connect.participant(contact.id));
    await told(world, id, 'contact_id');
    ada.post('#support', 'To the newest', { threadTs: chat.root });
    await answerWith(conversing, 'To the newest', 'send_reply');
    await world.connect.waitFor(() => onPhone(conversing, { ...chat, contact }).includes('To the newest'));
    // What was asked about the first one is not sent by the second.
    expect(onPhone(conversing, chat)).not.toContain('Asked before the end');
  });
});

describe('sending at once', () => {
  let conversing: Conversing;
  beforeAll(async () => {
    conversing = await startConversing({
      slack: { eventRetryDelaysMs: [20, 50, 50] },
      env: { REACH_OUT_REPLIES: 'send', REACH_OUT_UNDO_SECONDS: '30' },
    });
  });
  afterAll(() => conversing.stop());

  test('it goes after the time to undo, and not before', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    const { ts } = ada.post('#support', 'Soon with you', { threadTs: chat.root });
    await world.slack.waitFor(() => answersOf(ada, 'goes to the customer in 30 s').length > 0);
    await world.app.drain();
    expect(onPhone(conversing, chat)).not.toContain('Soon with you');
    world.turn(31);
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('Soon with you'));
    await world.slack.waitFor(() => marksAt(world, ts).includes('postbox'));
  });

  test('whoever could not be told that it goes is told when it comes again, and the time to undo begins then', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    const fault = world.slack.fault({ method: 'chat.postEphemeral', kind: 'http_500' });
    ada.post('#support', 'Told of too late', { threadTs: chat.root });
    await world.slack.waitFor(() => fault.used === 1);
    world.turn(31);
    await world.slack.waitFor(() => ada.ephemerals.some(({ thread_ts }) => thread_ts === chat.root));
    await world.app.drain();
    expect(onPhone(conversing, chat)).not.toContain('Told of too late');
    world.turn(31);
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('Told of too late'));
  });

  test('undone, edited or deleted in time, it never goes, and its writer understands that', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    ada.post('#support', 'Undone', { threadTs: chat.root });
    await world.slack.waitFor(() => ada.ephemerals.some(({ thread_ts }) => thread_ts === chat.root));
    await answerWith(conversing, 'goes to the customer', 'undo_reply');
    await world.slack.waitFor(() => answersOf(ada, 'Kept in Slack').length > 0);
    const edited = ada.post('#support', 'Edited', { threadTs: chat.root });
    const deleted = ada.post('#support', 'Deleted', { threadTs: chat.root });
    await world.app.drain();
    await change(world, edited, 'Edited by her');
    await change(world, deleted);
    await world.slack.waitFor(() => answersOf(ada, 'You changed it before it went').length === 1);
    world.turn(60);
    await world.app.drain();
    expect(onPhone(conversing, chat).slice(1)).toEqual([]);
  });

  test('in a thread with two open customers it is asked which of them is meant', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    await opened(world, ada, () => ada.messageShortcut('reach_out_from_message', '#support', chat.root));
    await ada.fill('phone', '+1 206 555 0877');
    await ada.fill('message', 'Hello, second');
    await ada.submit();
    const other = await world.connect.waitFor(() =>
      world.connect.contacts().find(({ customer }) => customer.address === '+12065550877'),
    );
    await world.connect.waitFor(() => world.connect.participant(other.id)?.connectedAt);
    ada.post('#support', 'For one of you', { threadTs: chat.root });
    const ask = await world.slack.waitFor(() => answersOf(ada, 'For one of you').at(-1));
    expect(buttonsOf(ask)).toEqual(['send_reply', 'keep_note']);
    expect(textOf(ask)).toContain('…0877');
    world.turn(31);
    await world.app.drain();
    expect(onPhone(conversing, chat)).not.toContain('For one of you');
    expect(world.connect.phone('+12065550877').map(({ content }) => content)).not.toContain('For one of you');
  });

  test('an edit or a deletion that comes before the message itself keeps it here', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    const late = { ...ada.post('#support', 'note: in its place', { threadTs: chat.root }), text: 'Late' };
    await change(world, { ...late, text: 'note: only a note' }, 'note: changed');
    const isTold = () =>
      answersOf(ada, 'You changed it before it went').filter(({ thread_ts }) => thread_ts === chat.root);
    expect(isTold()).toHaveLength(0);
    await change(world, { ...late, ts: later(late.ts, 3) }, 'Later');
    await world.slack.waitFor(() => isTold().length === 1);
    await change(world, late);
    await world.slack.sendEvent(eventOf(late));
    await world.slack.sendEvent(eventOf({ ...late, ts: later(late.ts, 3) }));
    world.turn(60);
    await world.app.drain();
    expect(onPhone(conversing, chat)).not.toContain('Late');
  });

  test('edited or deleted afterwards: the first version counts', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    const message = ada.post('#support', 'First version', { threadTs: chat.root });
    await world.slack.waitFor(() => ada.ephemerals.some(({ thread_ts }) => thread_ts === chat.root));
    await world.app.drain();
    world.turn(31);
    await world.slack.waitFor(() => marksAt(world, message.ts).includes('postbox'));
    await change(world, message, 'Second version');
    await world.slack.waitFor(() => answersOf(ada, 'Amazon Connect has the first version').length > 0);
    await change(world, message);
    await world.slack.waitFor(() => answersOf(ada, 'Amazon Connect has it already').length > 0);
    expect(onPhone(conversing, chat)).not.toContain('Second version');
  });

  test('somebody else who answers first is named, and asked about once', async () => {
    const { world, ada } = conversing;
    const grace = world.slack.as(seedIds.grace);
    const chat = await talk(conversing);
    ada.post('#support', 'Ada first', { threadTs: chat.root });
    await told(world, chat.id, 'card', `:raised_hand: <@${ada.id}>`);
    grace.post('#support', 'Grace second', { threadTs: chat.root });
    const ask = await world.slack.waitFor(() =>
      answersOf(grace, `<@${ada.id}> has this. Send it anyway?`).at(-1),
    );
    expect(textOf(ask)).toContain('Grace second');
    await answerWith(conversing, 'Grace second', 'send_reply', grace);
    await world.slack.waitFor(() => answersOf(grace, 'On its way').length > 0);
    grace.post('#support', 'Grace third', { threadTs: chat.root });
    await world.slack.waitFor(() => answersOf(grace, 'goes to the customer in').length > 0);
    await world.app.drain();
    world.turn(31);
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('Grace third'));
    expect(onPhone(conversing, chat).slice(1)).toEqual(['Ada first', 'Grace second', 'Grace third']);
  });

  test('with an agent nothing goes, each is told once by name, and it goes again when the agent has left', async () => {
    const { world, ada } = conversing;
    const grace = world.slack.as(seedIds.grace);
    const chat = await talk(conversing);
    world.connect.world.agentJoins(chat.contact.id);
    await told(world, chat.id, 'card', 'With a');
    for (const text of ['One', 'Two']) {
      ada.post('#support', text, { threadTs: chat.root });
      await world.app.drain();
    }
    grace.post('#support', 'Three', { threadTs: chat.root });
    const isSaid = (message: Message) =>
      message.thread_ts === chat.root &&
      /With (?:\*.+\*|an agent), what you write here stays/.test(message.text);
    await world.slack.waitFor(() => grace.ephemerals.filter(isSaid).length === 1);
    expect(ada.ephemerals.filter(isSaid)).toHaveLength(1);
    const next = world.connect.world.agentLeaves(chat.contact.id);
    await world.connect.waitFor(() => world.connect.participant(next.id));
    ada.post('#support', 'After the agent', { threadTs: chat.root });
    await world.slack.waitFor(() =>
      ada.ephemerals.some((one) => one.thread_ts === chat.root && one.text.includes('goes to')),
    );
    await world.app.drain();
    world.turn(31);
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('After the agent'), {
      timeoutMs: 15_000,
    });
    expect(onPhone(conversing, chat)).not.toContain('One');
  });

  test('files and what is too long stay, and that is said', async () => {
    const { world, ada } = conversing;
    const chat = await talk(conversing);
    const long = 'y'.repeat(1025);
    ada.post('#support', long, { threadTs: chat.root });
    await world.slack.waitFor(() => answersOf(ada, 'it has 1,025 characters').length > 0);
    const file = ada.post('#support', 'note: in its place', { threadTs: chat.root });
    await world.slack.sendEvent({
      ...eventOf({ ...file, text: '' }),
      subtype: 'file_share',
      files: [{ id: 'F1' }],
      ts: later(file.ts, 1),
    });
    await world.slack.waitFor(() => answersOf(ada, 'it has no text. Files are not sent').length > 0);
    await world.slack.sendEvent({
      ...eventOf({ ...file, text: 'With a file' }),
      subtype: 'file_share',
      files: [{ id: 'F1' }],
      ts: later(file.ts, 2),
    });
    await world.slack.waitFor(() => answersOf(ada, 'The file stays in Slack').length > 0);
    world.turn(31);
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('With a file'));
    expect(onPhone(conversing, chat)).toHaveLength(2);
  });
});

test('with no time to undo it goes at once; where a place has it off, nothing happens at all', async () => {
  const conversing = await startConversing({
    env: { REACH_OUT_REPLIES: 'off', REACH_OUT_UNDO_SECONDS: '0' },
  });
  const { world, ada } = conversing;
  try {
    const chat = await talk(conversing);
    await world.app.drain();
    const before = ada.messages('#support').length;
    const off = ada.post('#support', 'Off', { threadTs: chat.root });
    await world.slack.waitFor(() => typed(world, off.ts).some(({ status }) => status === 200));
    await world.app.drain();
    expect(ada.ephemerals).toHaveLength(0);
    expect(ada.messages('#support')).toHaveLength(before + 1);

    const view = await opened(world, ada, () => ada.command('#support', '/reach-out settings'));
    expect(view.definition.callback_id).toBe('settings');
    await ada.choose('replies', 'send');
    expect((await ada.submit()).kind).toBe('closed');
    ada.post('#support', 'At once', { threadTs: chat.root });
    await world.connect.waitFor(() => onPhone(conversing, chat).includes('At once'));
    const late = eventOf(off);
    await world.slack.sendEvent({ ...late, ts: later(off.ts, -1) });
    await world.slack.waitFor(() => answersOf(ada, 'Send this to the customer?').length > 0);
    const going = await world.slack.waitFor(() => answersOf(ada, 'This goes to the customer.').at(-1));
    expect(buttonsOf(going)).toEqual([]);

    await world.restart();
    const again = await opened(world, ada, () => ada.command('#support', '/reach-out settings'));
    expect(JSON.stringify(again.values)).toContain('"send"');
    await ada.close();
    const gus = world.slack.as(seedIds.guest);
    await gus.command('#support', '/reach-out settings');
    await world.slack.waitFor(() => JSON.stringify(gus.view?.definition ?? {}).includes('Guests'));
    expect(onPhone(conversing, chat)).not.toContain('Off');
  } finally {
    await conversing.stop();
  }
});
