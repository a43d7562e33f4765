import { StartOutboundChatContactCommand, StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import { afterEach, expect, test } from '@jest/globals';
import { manualClock } from '../../../src/sandbox/connect/index.ts';
import { chatInput, simulatorAndClient, stopAll, voiceInput } from './support.ts';

afterEach(stopAll);

const MINUTE = 60_000;

test.each([
  [undefined, 60],
  [15, 15],
])(
  'a call with RingTimeoutInSeconds %p that nobody answers ends after %i s of ringing',
  async (given, seconds) => {
    const clock = manualClock();
    const { connect, client } = await simulatorAndClient({ clock });
    const input = voiceInput(given === undefined ? {} : { RingTimeoutInSeconds: given });
    const { ContactId = '' } = await client.send(new StartOutboundVoiceContactCommand(input));
    clock.advance(5000);
    connect.world.ring(ContactId);
    clock.advance(seconds * 1000 - 1);
    expect(connect.contact(ContactId)?.state).toBe('ringing');
    clock.advance(1);
    expect(connect.contact(ContactId)).toMatchObject({
      state: 'ended',
      disconnectReason: 'TELECOM_UNANSWERED',
    });
  },
);

test.each([
  [undefined, 25 * 60],
  [60, 60],
])('a chat with ChatDurationInMinutes %p expires after %i minutes', async (given, minutes) => {
  const clock = manualClock();
  const { connect, client } = await simulatorAndClient({ clock });
  const input = chatInput(given === undefined ? {} : { ChatDurationInMinutes: given });
  const { ContactId = '' } = await client.send(new StartOutboundChatContactCommand(input));
  clock.advance(minutes * MINUTE - 1);
  connect.world.customerReply(ContactId, 'still here');
  expect(connect.contact(ContactId)?.state).toBe('connected');
  clock.advance(1);
  expect(connect.contact(ContactId)).toMatchObject({ state: 'ended', disconnectReason: 'EXPIRED' });
});

test('an answered call has no time-out; a restored one keeps its own; both can be switched off', async () => {
  const clock = manualClock();
  const { connect, client } = await simulatorAndClient({ clock });
  const { ContactId = '' } = await client.send(new StartOutboundVoiceContactCommand(voiceInput()));
  const snapshot = connect.snapshot();
  connect.world.answer(ContactId);
  clock.advance(10 * MINUTE);
  expect(connect.contact(ContactId)?.state).toBe('connected');
  connect.restore(snapshot);
  clock.advance(0);
  expect(connect.contact(ContactId)?.state).toBe('ended');

  const other = await simulatorAndClient({ clock, naturalEnds: false });
  await other.client.send(new StartOutboundVoiceContactCommand(voiceInput()));
  clock.advance(10 * MINUTE);
  expect(other.connect.contacts()[0]?.state).toBe('initiated');
});
