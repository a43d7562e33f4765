import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SEED_IDS } from '../../src/sandbox/connect/index.ts';
import { type Message, seedIds } from '../../src/sandbox/slack/index.ts';
import { type SimulatedSqs, startSimulatedSqs } from '../../src/sandbox/sqs/index.ts';
import { startWorld, type World } from '../support/world.ts';

let sqs: SimulatedSqs;
let world: World;

beforeAll(async () => {
  sqs = await startSimulatedSqs();
  world = await startWorld({
    sqs,
    env: { CONNECT_EVENTS_QUEUE_URL: sqs.queueUrl() },
    connect: { openChatsAtOnce: false, naturalEnds: false },
  });
  world.connect.deliverEventsTo(sqs, sqs.queueUrl());
});
afterAll(async () => {
  await world.stop();
  await sqs.stop();
});

async function reachOut(command: string): Promise<{ card: Message; contactId: string }> {
  const { slack } = world;
  const ada = slack.as(seedIds.ada);
  await ada.command('#support', command);
  await slack.waitFor(() => ada.view);
  expect(await ada.submit()).toEqual({ kind: 'closed' });
  const number = /\+\d+/.exec(command)?.[0] ?? '';
  const latest = await world.connect.waitFor(() =>
    world.connect.contacts().find((contact) => contact.customer.address === number),
  );
  const reply = await slack.waitForMessage(({ text }) => text.includes(latest.id));
  const card = slack.messages('#support').find(({ ts }) => ts === reply.thread_ts);
  if (!card) throw new Error('no card');
  return { card, contactId: latest.id };
}

function cardOf({ ts }: Message): string {
  return JSON.stringify(world.slack.messages('#support').find((message) => message.ts === ts)?.blocks);
}

function replies({ ts }: Message): string[] {
  return world.slack.thread('#support', ts).map(({ text }) => text);
}

describe('with contact events', () => {
  test('a call that is answered and hung up', async () => {
    const { card, contactId } = await reachOut('/reach-out +12065550152 call The server room is too hot');
    world.connect.world.ring(contactId);
    world.connect.world.answer(contactId);
    await world.slack.waitFor(() => cardOf(card).includes('Answered'));
    world.connect.world.hangUp(contactId);
    await world.slack.waitFor(() =>
      replies(card).some((text) => text.includes('call ended by the customer')),
    );
    await world.app.drain();
    expect(cardOf(card)).toContain('Call ended by the customer');
    expect(replies(card)).toHaveLength(1);
    expect(replies(card)[0]).toMatch(
      new RegExp(
        `^ContactId \`${contactId}\`\\n.*answered \\(may be voicemail\\) · .*call ended by the customer after \\d+ s$`,
      ),
    );
  });

  test('a chat that goes through a queue to an agent', async () => {
    const { card, contactId } = await reachOut('/reach-out +12065550153 sms Hi');
    world.connect.world.open(contactId);
    world.connect.world.queue(contactId);
    await world.slack.waitFor(() => cardOf(card).includes('Waiting in queue Support'));
    world.connect.world.agentJoins(contactId);
    await world.slack.waitFor(() => /With (an agent|agent Ana Souza)/.test(cardOf(card)));
    world.connect.world.agentEnds(contactId);
    await world.slack.waitFor(() => cardOf(card).includes('Conversation ended by the agent'));
    await world.slack.waitFor(() =>
      /in queue Support · .*with agent Ana Souza · .*ended by the agent/.test(replies(card).join()),
    );
  });

  test('no answer offers to try again', async () => {
    const { card, contactId } = await reachOut('/reach-out +12065550154 call Hello');
    world.connect.world.ring(contactId);
    world.connect.world.noAnswer(contactId);
    await world.slack.waitFor(() => cardOf(card).includes('No answer'));
    await world.slack.waitFor(() => cardOf(card).includes('Try again'));
  });

  test('Stop ends it', async () => {
    const { card, contactId } = await reachOut('/reach-out +12065550155 sms Hello');
    world.connect.world.open(contactId);
    const ada = world.slack.as(seedIds.ada);
    await world.slack.waitFor(() => cardOf(card).includes('stop_contact'));
    await ada.press('stop_contact', { conversation: '#support', ts: card.ts, confirm: true });
    await world.slack.waitFor(() => cardOf(card).includes('Conversation ended by <@U0ADA00001>'));
  });

  test('a transfer keeps the thread going', async () => {
    const { card, contactId } = await reachOut('/reach-out +12065550156 sms Hello');
    world.connect.world.open(contactId);
    world.connect.world.queue(contactId);
    world.connect.world.agentJoins(contactId);
    const next = world.connect.world.transfer(contactId, { queueId: SEED_IDS.salesQueue });
    await world.app.drain();
    await world.slack.waitFor(() => cardOf(card).includes('Waiting in queue Sales'));
    world.connect.world.agentJoins(next.id);
    world.connect.world.agentEnds(next.id);
    await world.slack.waitFor(() => cardOf(card).includes('Conversation ended'));
  });
});

test('status lists own reach-outs privately', async () => {
  const ada = world.slack.as(seedIds.ada);
  const answer = await ada.command('#support', '/reach-out status');
  expect(JSON.stringify(answer)).toContain('SMS to +1 …0153');
  expect(JSON.stringify(answer)).toContain('/archives/');
});
