import {
  StartOutboundChatContactCommand,
  type StartOutboundChatContactCommandInput,
  StartOutboundVoiceContactCommand,
} from '@aws-sdk/client-connect';
import { afterEach, expect, test } from '@jest/globals';
import { manualClock } from '../../../src/sandbox/connect/index.ts';
import { chatDesk } from './chat-support.ts';
import { chatInput, simulatorAndClient, stopAll, voiceInput, whatsAppInput } from './support.ts';

afterEach(stopAll);

async function live(random: () => number, { naturalEnds = false } = {}) {
  const clock = manualClock();
  const { connect, client } = await simulatorAndClient({
    clock,
    random,
    autopilot: true,
    naturalEnds,
  });
  const call = async () =>
    (await client.send(new StartOutboundVoiceContactCommand(voiceInput()))).ContactId ?? '';
  const chat = async (input: StartOutboundChatContactCommandInput) =>
    (await client.send(new StartOutboundChatContactCommand(input))).ContactId ?? '';
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

const HOUR = 3_600_000;

/** The last hour in which it is open. */
test.each([
  ['an SMS that nobody answers', chatInput, 0.9, 23, 'CONTACT_FLOW_DISCONNECT'],
  ['an SMS that was answered, of 25 hours', chatInput, 0.3, 24, 'EXPIRED'],
  ['a WhatsApp chat that nobody answers', whatsAppInput, 0.9, 23, 'CONTACT_FLOW_DISCONNECT'],
  ['a WhatsApp chat that was answered', whatsAppInput, 0.3, 24, 'CONTACT_FLOW_DISCONNECT'],
])('%s lives as long as its flow waits', async (_which, input, chance, hours, reason) => {
  const { connect, clock, chat } = await live(() => chance, { naturalEnds: true });
  const id = await chat(input());
  clock.advance(60_000);
  const wrote = chance < 0.5 ? ['CUSTOMER', 'CUSTOMER'] : [];
  expect(connect.contact(id)?.transcript.map(({ from }) => from)).toEqual(['SYSTEM', ...wrote]);
  clock.advance(hours * HOUR - 60_000);
  expect(connect.contact(id)?.state).toBe('connected');
  clock.advance(HOUR);
  expect(connect.contact(id)).toMatchObject({ state: 'ended', disconnectReason: reason });
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

test('whoever the app asks something may answer it, and WhatsApp gives receipts', async () => {
  const clock = manualClock();
  const { connect, start, join, say } = await chatDesk({ clock, random: () => 0.3, autopilot: true });
  const id = await start(whatsAppInput());
  const connection = await join(id);
  clock.advance(30_000);
  const said = () => connect.contact(id)?.transcript.map(({ from, readAt }) => [from, readAt !== undefined]);
  expect(said()).toEqual([
    ['SYSTEM', true],
    ['CUSTOMER', false],
    ['CUSTOMER', false],
  ]);
  await say(connection, 'Tomorrow?');
  clock.advance(30_000);
  expect(said()?.slice(3)).toEqual([
    ['CUSTOM_BOT', true],
    ['CUSTOMER', false],
  ]);
});
