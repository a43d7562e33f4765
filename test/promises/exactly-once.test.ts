import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LogEntry, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import {
  buttonsOf,
  callsFor,
  openByCommand,
  partsOf,
  reachOut,
  reachOutIdOf,
  send,
  textOf,
  told,
} from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

describe.each(['embedded', 'postgres'] as const)('on %s', (database) => {
  let world: World;
  let ada: Person;

  beforeAll(async () => {
    world = await startWorld({ database });
    ada = world.slack.as(seedIds.ada);
  });
  afterAll(() => world.stop());

  const lastSubmission = () =>
    world.slack.log.entries.findLast(({ name }) => name === 'view_submission') as LogEntry;

  async function expectOne(id: string): Promise<void> {
    await told(world, id, 'contact_id');
    await world.app.drain();
    expect(callsFor(world, id)).toHaveLength(1);
    expect(partsOf(world, id, 'card')).toHaveLength(1);
    expect(partsOf(world, id, 'contact_id')).toHaveLength(1);
  }

  test('however often Slack repeats a submission', async () => {
    const id = await reachOut(world, ada);
    const entry = lastSubmission();
    const acks = await Promise.all(Array.from({ length: 5 }, () => world.slack.redeliver(entry)));
    expect(acks).toEqual(acks.map(() => expect.objectContaining({ kind: 'acknowledged', body: undefined })));
    await expectOne(id);
    await world.slack.redeliver(entry);
    await expectOne(id);
  });

  test('however often a person presses', async () => {
    const view = await openByCommand(world, ada, '+12065550152 whatsapp Hi');
    await Promise.allSettled([ada.submit(), ada.submit(), ada.submit()]);
    await expectOne(reachOutIdOf(view));
  });

  test('when the first answer never reached Slack', async () => {
    const view = await openByCommand(world, ada, '+12065550152 sms Hi');
    const deliver = { url: `http://127.0.0.1:${world.app.port}/slack/events` };
    world.slack.deliverTo({ url: 'http://127.0.0.1:9/slack/events' });
    expect(await ada.submit()).toMatchObject({ kind: 'failed' });
    world.slack.deliverTo(deliver);
    await send(ada);
    await expectOne(reachOutIdOf(view));
  });

  test('with a restart in between', async () => {
    const id = await reachOut(world, ada, '+12065550152 voice Hi');
    const entry = lastSubmission();
    await world.restart();
    await world.slack.redeliver(entry);
    await expectOne(id);
  });

  test('what was confirmed first stands: other answers under the same id are told so', async () => {
    const id = await reachOut(world, ada, '+12065550152 sms First');
    const entry = lastSubmission();
    const altered = structuredClone(entry.delivery!) as unknown as {
      payload: { view: { state: { values: { message: { message: { value: string } } } } } };
    };
    altered.payload.view.state.values.message.message.value = 'Second';
    const ack = await world.slack.deliver(altered as never);
    expect(JSON.stringify(ack)).toContain('confirmed before with other answers');
    await expectOne(id);
    expect(callsFor(world, id)).toMatchObject([{ InitialSystemMessage: { Content: 'First' } }]);
  });
});

describe('Cancel', () => {
  let world: World;
  let ada: Person;

  beforeAll(async () => {
    // One start, then none for a long while: what follows waits for its turn, and can be cancelled.
    world = await startWorld({ env: { CONNECT_START_RATE: '0.01', CONNECT_START_BURST: '1' } });
    ada = world.slack.as(seedIds.ada);
    await told(world, await reachOut(world, ada), 'contact_id');
  });
  afterAll(() => world.stop());

  const press = (person: Person, button: string, card: { conversation: string; ts: string }) =>
    person.press(button, { conversation: card.conversation, ts: card.ts });

  test('is there until the first call, and nothing is sent', async () => {
    const id = await reachOut(world, ada);
    const card = await told(world, id, 'card', 'Waiting, not sent yet');
    expect(buttonsOf(card)).toEqual(['cancel_reach_out']);

    await press(world.slack.as(seedIds.grace), 'cancel_reach_out', card);
    await world.slack.waitFor(() =>
      world.slack
        .as(seedIds.grace)
        .ephemerals.some(({ text }) => text.includes(`Only <@${seedIds.ada}> can`)),
    );
    await Promise.all([press(ada, 'cancel_reach_out', card), press(ada, 'cancel_reach_out', card)]);
    const cancelled = await told(world, id, 'card', `Cancelled by <@${seedIds.ada}>, nothing was sent`);
    expect(buttonsOf(cancelled)).toEqual([]);
    expect(callsFor(world, id)).toEqual([]);
    await world.slack.waitFor(() => ada.ephemerals.some(({ text }) => text.includes('was cancelled before')));
    expect(ada.ephemerals.some(({ text }) => text.includes('too late'))).toBe(false);
  });
});

describe('Try again', () => {
  let world: World;
  let ada: Person;

  beforeAll(async () => {
    world = await startWorld();
    ada = world.slack.as(seedIds.ada);
  });
  afterAll(() => world.stop());

  test('opens the form as it was filled in, with a new id, and goes out once', async () => {
    world.connect.fault({ kind: 'access_denied', operation: 'StartOutboundVoiceContact' });
    await openByCommand(world, ada, '+12065550152 voice Servers are <hot> & "loud"');
    await ada.press('more_options');
    await world.slack.waitFor(() => ada.view?.values.name);
    await ada.fill('name', 'On call');
    await ada.fill('attributes', 'rack=7');
    const id = await send(ada);
    const card = await told(world, id, 'card', 'Not sent');
    expect(buttonsOf(card)).toEqual(['try_again']);
    await ada.command('#support', '/reach-out status');
    const list = ada.ephemerals.at(-1)!;

    const before = ada.view?.id;
    await ada.press('try_again', { conversation: card.conversation, ts: card.ts });
    const view = await world.slack.waitFor(() => (ada.view?.id !== before ? ada.view : undefined));
    const next = reachOutIdOf(view);
    expect(next).not.toBe(id);
    const answers = ['phone', 'message', 'name', 'attributes'].map(
      (field) => view.values[field]?.[field]?.value,
    );
    expect(answers).toEqual(['+1 206 555 0152', 'Servers are <hot> & "loud"', 'On call', 'rack=7']);
    expect(view.values.channel?.channel).toMatchObject({ selected_option: { value: 'voice' } });

    expect(await send(ada)).toBe(next);
    await told(world, next, 'contact_id');
    expect(callsFor(world, next)).toMatchObject([{ Name: 'On call', Attributes: { rack: '7' } }]);

    await world.slack.waitFor(() => buttonsOf(partsOf(world, id, 'card')[0]!).length === 0);
    // A list from before shows the button still.
    await ada.press('try_again', { conversation: list.conversation, ts: list.ts });
    const answered = await world.slack.waitFor(() =>
      ada.ephemerals.find(({ ts, text }) => ts === list.ts && text.includes('tried again already')),
    );
    expect(buttonsOf(answered)).not.toContain('try_again');
    expect(world.connect.contacts()).toHaveLength(1);
  });

  test('is for whoever asked only, and stays in the thread of a message', async () => {
    world.connect.fault({ kind: 'not_found', operation: 'StartOutboundChatContact' });
    const { ts } = ada.post('#support', 'Call +1 206 555 0152');
    await ada.messageShortcut('reach_out_from_message', '#support', ts);
    await world.slack.waitFor(() => ada.view?.values.phone?.phone?.value === '+1 206 555 0152');
    await ada.choose('channel', 'sms');
    await ada.fill('message', 'Hi');
    const id = await send(ada);
    const card = await told(world, id, 'card', 'Not sent');
    const grace = world.slack.as(seedIds.grace);
    await grace.press('try_again', { conversation: card.conversation, ts: card.ts });
    await world.slack.waitFor(() =>
      grace.ephemerals.some(({ text }) => text.includes(`Only <@${seedIds.ada}> can`)),
    );

    await ada.press('try_again', { conversation: card.conversation, ts: card.ts });
    await world.slack.waitFor(() => ada.view);
    const next = await send(ada);
    const reply = await told(world, next, 'contact_id');
    expect(reply.thread_ts).toBe(ts);
    expect(textOf(reply)).toContain('ContactId');
  });
});
