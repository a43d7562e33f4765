import { StartOutboundChatContactCommand, StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import { afterEach, expect, test } from '@jest/globals';
import { manualClock } from '../../../src/sandbox/connect/index.ts';
import { chatInput, simulatorAndClient, stopAll, voiceInput } from './support.ts';

afterEach(stopAll);

async function live(random: () => number) {
  const clock = manualClock();
  const { connect, client } = await simulatorAndClient({
    clock,
    random,
    autopilot: true,
    naturalEnds: false,
  });
  const call = async () =>
    (await client.send(new StartOutboundVoiceContactCommand(voiceInput()))).ContactId ?? '';
  const chat = async () =>
    (await client.send(new StartOutboundChatContactCommand(chatInput()))).ContactId ?? '';
  return { connect, clock, call, chat };
}

test.each([
  [0.05, 'TELECOM_UNANSWERED'],
  [0.12, 'TELECOM_BUSY'],
  [0.9, 'CONTACT_FLOW_DISCONNECT'],
])('a call lives by itself: chance %d ends as %s', async (chance, reason) => {
  const { connect, clock, call } = await live(() => chance);
  const id = await call();
  clock.advance(1000);
  expect(connect.contact(id)?.state).toBe('ringing');
  clock.advance(120_000);
  expect(connect.contact(id)).toMatchObject({ state: 'ended', disconnectReason: reason });
  expect(clock.pending()).toBe(0);
});

test('a customer replies to a chat, then the flow ends it', async () => {
  const { connect, clock, chat } = await live(() => 0.3);
  const id = await chat();
  clock.advance(120_000);
  const contact = connect.contact(id);
  expect(contact?.transcript.map(({ from }) => from)).toEqual(['SYSTEM', 'CUSTOMER', 'CUSTOMER']);
  expect(contact).toMatchObject({ state: 'ended', disconnectReason: 'CONTACT_FLOW_DISCONNECT' });
});

test('a contact that a person plays is left alone; the switch works both ways', async () => {
  const { connect, clock, call } = await live(() => 0.9);
  const played = await call();
  connect.world.ring(played);
  clock.advance(120_000);
  expect(connect.contact(played)?.state).toBe('ringing');
  const left = await call();
  connect.autopilot(false);
  clock.advance(120_000);
  expect(connect.contact(left)?.state).toBe('initiated');
  connect.autopilot(true);
  clock.advance(120_000);
  expect(connect.contact(left)?.state).toBe('ended');
});
