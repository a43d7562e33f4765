import { StartOutboundChatContactCommand, StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import { afterEach, expect, test } from '@jest/globals';
import {
  type ContactEvent,
  manualClock,
  SEED_IDS,
  type SimulatedConnectOptions,
} from '../../../src/sandbox/connect/index.ts';
import { chatInput, simulatorAndClient, stopAll, voiceInput } from './support.ts';

afterEach(stopAll);

const START = Date.UTC(2026, 2, 3, 9, 0);

async function listen(options: SimulatedConnectOptions = {}) {
  const clock = manualClock(START);
  const { connect, client } = await simulatorAndClient({ clock, ...options });
  const events: ContactEvent[] = [];
  connect.onEvent((event) => events.push(event));
  const call = async () =>
    (await client.send(new StartOutboundVoiceContactCommand(voiceInput()))).ContactId ?? '';
  const chat = async () =>
    (await client.send(new StartOutboundChatContactCommand(chatInput()))).ContactId ?? '';
  const types = () => events.map(({ detail }) => detail.eventType);
  return { connect, clock, events, types, call, chat };
}

test('a call from ring to agent to end, word for word', async () => {
  const { connect, clock, events, types, call } = await listen();
  const id = await call();
  clock.advance(1000);
  connect.world.ring(id);
  clock.advance(3000);
  connect.world.answer(id);
  connect.world.queue(id, SEED_IDS.supportQueue);
  connect.world.agentJoins(id);
  clock.advance(60_000);
  connect.world.agentEnds(id);
  expect(types()).toEqual([
    'INITIATED',
    'CONNECTED_TO_SYSTEM',
    'QUEUED',
    'CONNECTED_TO_AGENT',
    'DISCONNECTED',
    'COMPLETED',
  ]);
  const instanceArn = `arn:aws:connect:us-east-1:123456789012:instance/${SEED_IDS.instance}`;
  expect(events[4]).toEqual({
    version: '0',
    id: expect.any(String),
    'detail-type': 'Amazon Connect Contact Event',
    source: 'aws.connect',
    account: '123456789012',
    time: '2026-03-03T09:01:04.000Z',
    region: 'us-east-1',
    resources: [`${instanceArn}/contact/${id}`, instanceArn],
    detail: {
      eventType: 'DISCONNECTED',
      contactId: id,
      channel: 'VOICE',
      instanceArn,
      initiationMethod: 'API',
      initiationTimestamp: '2026-03-03T09:00:00.000Z',
      connectedToSystemTimestamp: '2026-03-03T09:00:04.000Z',
      disconnectTimestamp: '2026-03-03T09:01:04.000Z',
      queueInfo: {
        queueArn: `${instanceArn}/queue/${SEED_IDS.supportQueue}`,
        queueType: 'STANDARD',
        enqueueTimestamp: '2026-03-03T09:00:04.000Z',
      },
      agentInfo: {
        agentArn: `${instanceArn}/agent/${SEED_IDS.agent}`,
        connectedToAgentTimestamp: '2026-03-03T09:00:04.000Z',
      },
      disconnectReason: 'AGENT_DISCONNECT',
      segmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
    },
  });
});

test('the traps: other detail-type, epoch timestamps, Voice, reason as object or missing', async () => {
  const { connect, events, call } = await listen({
    events: {
      detailType: 'Connect Customer Contact Event',
      epochTimestamps: true,
      channelCase: 'title',
      disconnectReason: 'object',
    },
  });
  connect.world.busy(await call());
  expect(events[0]?.['detail-type']).toBe('Connect Customer Contact Event');
  expect(events[0]?.detail).toMatchObject({
    channel: 'Voice',
    connectedToSystemTimestamp: '1970-01-01T00:00:00.001Z',
    disconnectTimestamp: '1970-01-01T00:00:00.001Z',
  });
  expect(events[1]?.detail.disconnectReason).toEqual({ code: 'TELECOM_BUSY' });
  connect.configureEvents({ disconnectReason: 'missing' });
  connect.world.busy(await call());
  expect(events.at(-1)?.detail).not.toHaveProperty('disconnectReason');
});

test('a chat connects at once, or when it is opened', async () => {
  const atOnce = await listen();
  await atOnce.chat();
  expect(atOnce.types()).toEqual(['INITIATED', 'CONNECTED_TO_SYSTEM']);
  const byHand = await listen({ openChatsAtOnce: false });
  const id = await byHand.chat();
  expect(byHand.types()).toEqual(['INITIATED']);
  byHand.connect.world.open(id);
  expect(byHand.types()).toEqual(['INITIATED', 'CONNECTED_TO_SYSTEM']);
});

test('duplicates come with the same id; held events come late; a window shuffles', async () => {
  const order = [0.9, 0.1, 0.5, 0.3];
  const { connect, clock, events, types, call } = await listen({
    events: { duplicates: 1 },
    random: () => order.shift() ?? 0,
  });
  const id = await call();
  expect(types()).toEqual(['INITIATED', 'INITIATED']);
  expect(events[0]?.id).toBe(events[1]?.id);
  connect.configureEvents({ duplicates: 0, hold: true });
  connect.world.answer(id);
  expect(types()).toHaveLength(2);
  connect.configureEvents({ hold: false });
  expect(types().at(-1)).toBe('CONNECTED_TO_SYSTEM');
  connect.configureEvents({ shuffleWindowMs: 500 });
  connect.world.queue(id);
  connect.world.agentJoins(id);
  connect.world.agentEnds(id);
  expect(types()).toHaveLength(3);
  clock.advance(500);
  expect(types().slice(3)).toEqual(['CONNECTED_TO_AGENT', 'COMPLETED', 'DISCONNECTED', 'QUEUED']);
});

test('a transfer makes a contact that leads back', async () => {
  const { connect, events, call } = await listen();
  const id = await call();
  connect.world.answer(id);
  const next = connect.world.transfer(id, { queueId: SEED_IDS.salesQueue });
  const last = connect.world.transfer(next.id);
  expect(events.at(-1)?.detail).toMatchObject({
    eventType: 'INITIATED',
    contactId: last.id,
    initialContactId: id,
    previousContactId: next.id,
    initiationMethod: 'TRANSFER',
  });
  expect(connect.contact(id)?.nextContacts.map((entry) => entry.id)).toEqual([next.id]);
  expect(next.state).toBe('queued');
});

test('any event type can be sent for a contact as it stands', async () => {
  const { connect, types, chat } = await listen();
  connect.emitEvent(await chat(), 'PAUSED');
  expect(types().at(-1)).toBe('PAUSED');
  expect(connect.recentEvents().map(({ detail }) => detail.eventType)).toEqual(types());
});
