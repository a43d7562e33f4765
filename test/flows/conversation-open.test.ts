import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Contact, Fault } from '../../src/sandbox/connect/index.ts';
import { turningUntil } from '../support/clock.ts';
import {
  allHeard,
  answerWith,
  type Conversing,
  onPhone,
  startConversing,
  stream,
  talk,
  untilCard,
  untilHeard,
} from '../support/conversing.ts';
import { cardOf, contactOf } from '../support/following.ts';
import { reachOut, told } from '../support/steps.ts';

let conversing: Conversing;
beforeAll(async () => {
  conversing = await startConversing();
});
afterAll(() => conversing.stop());

let lastNumber = 500;
const newNumber = () => {
  lastNumber += 1;
  return `+1206555${String(lastNumber).padStart(4, '0')}`;
};

/** Turns the clock until it is so. */
async function turning<T>(probe: () => T, seconds: number): Promise<void> {
  const { world } = conversing;
  const isSo = Promise.race([world.slack.waitFor(() => Boolean(probe())), world.connect.waitFor(probe)]);
  await turningUntil(world, isSo, { seconds });
}

/** A chat that nothing is known of yet but its ContactId. */
async function begin(): Promise<{ id: string; contact: Contact }> {
  const { world, ada } = conversing;
  const id = await reachOut(world, ada, `${newNumber()} sms Hello`);
  const contact = await contactOf(world, id);
  await told(world, id, 'contact_id');
  return { id, contact };
}

describe('a chat is opened', () => {
  const operations = ['StartContactStreaming', 'CreateParticipant', 'CreateParticipantConnection'] as const;
  const passing = ['throttle', 'drop_before', 'drop_after', 'http_500', 'expired_token'] as const;
  const cases = operations.flatMap((operation) => passing.map((kind) => ({ operation, kind })));

  test.each(cases)('$operation: $kind is waited for', async ({ operation, kind }) => {
    const { connect } = conversing.world;
    if (kind === 'expired_token' && operation === 'CreateParticipantConnection') return;
    connect.fault({ operation, kind, times: 2 });
    const { id, contact } = await begin();
    await turning(() => connect.participant(contact.id)?.connectedAt, 2);
    connect.world.customerReply(contact.id, 'Hello yourself');
    await untilHeard(conversing, id, 'Hello yourself');
    // A call of unknown outcome costs no second participant.
    expect(connect.chat(contact.id)?.participants).toHaveLength(1);
    expect(cardOf(conversing.world, id)).not.toMatch(/Amazon Connect$|Answer in Amazon Connect|to be read/);
    connect.clearFaults();
  });

  test.each(['throttle', 'http_500', 'drop_before'] as const)(
    'what was said before is read: %s is waited for',
    async (kind) => {
      const { connect } = conversing.world;
      connect.fault({ operation: 'StartOutboundChatContact', kind: 'delay', when: 'after', ms: 500 });
      connect.fault({ operation: 'GetTranscript', kind, times: 2 });
      const number = newNumber();
      const id = await reachOut(conversing.world, conversing.ada, `${number} sms Hello`);
      const contact = await contactOf(conversing.world, id);
      // Its ContactId has not come back yet.
      connect.world.customerReply(contact.id, `Quick answer ${kind}`);
      await turning(() => allHeard(conversing.world, id).includes(`Quick answer ${kind}`), 2);
      connect.clearFaults();
    },
  );

  test('many at once stay below what Amazon Connect takes', async () => {
    const { connect } = conversing.world;
    connect.setQuotas({
      ...{ StartContactStreaming: { rate: 5, burst: 8 }, CreateParticipant: { rate: 5, burst: 8 } },
      ...{ CreateParticipantConnection: { rate: 6, burst: 9 }, GetTranscript: { rate: 8, burst: 12 } },
    });
    connect.clearRequests();
    const ids: string[] = [];
    for (let count = 0; count < 14; count++)
      ids.push(await reachOut(conversing.world, conversing.ada, `${newNumber()} sms Hello`));
    for (const id of ids) {
      const contact = await contactOf(conversing.world, id);
      await connect.waitFor(() => connect.participant(contact.id)?.connectedAt);
    }
    expect(connect.requests().filter(({ status }) => status === 429)).toEqual([]);
    connect.setQuotas('off');
  });

  test('streaming that is refused: replies are to be read in Amazon Connect, and other chats go on', async () => {
    const { world } = conversing;
    world.connect.fault({ operation: 'StartContactStreaming', kind: 'access_denied' });
    const { id } = await begin();
    await untilCard(conversing, id, 'Read replies in Amazon Connect');
    const other = await talk(conversing);
    world.connect.world.customerReply(other.contact.id, 'All well here');
    await untilHeard(conversing, other.id, 'All well here');
  });

  test.each(['access_denied', 'invalid_request'] as const)(
    'a participant that is refused (%s): what comes in is read, and the card says where to answer',
    async (kind) => {
      const { world } = conversing;
      world.connect.fault({ operation: 'CreateParticipant', kind });
      const { id, contact } = await begin();
      await untilCard(conversing, id, 'Answer in Amazon Connect');
      world.connect.world.customerReply(contact.id, 'Is anybody there?');
      await untilHeard(conversing, id, 'Is anybody there?');
    },
  );

  test('what was said before anybody listened, and cannot be read, is to be read in Amazon Connect', async () => {
    const { world } = conversing;
    const fault = world.connect.fault({
      ...{ operation: 'StartContactStreaming', kind: 'http_503', times: Number.POSITIVE_INFINITY },
    });
    world.connect.fault({ operation: 'CreateParticipant', kind: 'access_denied' });
    const { id, contact } = await begin();
    world.connect.world.customerReply(contact.id, 'Said too early');
    await turning(() => cardOf(world, id).includes("Replies don't come in yet"), 10);
    world.connect.cancelFault(fault.id);
    await turning(() => cardOf(world, id).includes('Read the first replies in Amazon Connect'), 10);
    world.connect.world.customerReply(contact.id, 'Said later');
    await untilHeard(conversing, id, 'Said later');
    world.connect.act(contact.id, { type: 'endByFlow' });
    await untilCard(conversing, id, 'Read replies in Amazon Connect');
  });

  test('what has no answer for long is said, and asked for until it has one', async () => {
    const { world } = conversing;
    const fault: Fault = world.connect.fault({
      ...{ operation: 'StartContactStreaming', kind: 'http_503', times: Number.POSITIVE_INFINITY },
    });
    const { id, contact } = await begin();
    await turning(() => cardOf(world, id).includes("Replies don't come in yet"), 10);
    world.connect.cancelFault(fault.id);
    await turning(() => world.connect.participant(contact.id), 10);
    await untilCard(conversing, id, 'Conversation open');
    await world.slack.waitFor(() => !cardOf(world, id).includes("Replies don't come in yet"));
  });

  test('a participant whose connection was lost is asked for another, and joins no second time', async () => {
    const { world, ada } = conversing;
    const { connect } = world;
    connect.fault({ operation: 'CreateParticipantConnection', kind: 'drop_after', times: 2 });
    const { id, contact } = await begin();
    await connect.waitFor(() => connect.participant(contact.id));
    // Amazon Connect may have forgotten by now under which ClientToken it was let in.
    const fault = connect.fault({
      ...{ operation: 'CreateParticipant', kind: 'quota_exceeded', times: Number.POSITIVE_INFINITY },
    });
    ada.post('#support', 'Let in once', { threadTs: (await told(world, id, 'card')).ts });
    await answerWith(conversing, 'Let in once', 'send_reply');
    await turning(() => onPhone(conversing, { contact }).includes('Let in once'), 2);
    connect.cancelFault(fault.id);
  });

  test('a crash between the two calls of joining leaves one participant', async () => {
    const { world } = conversing;
    world.connect.fault({ operation: 'CreateParticipantConnection', kind: 'delay', ms: 1500 });
    const { contact } = await begin();
    await world.connect.waitFor(() => (world.connect.chat(contact.id)?.participants.length ?? 0) > 0);
    await world.restart();
    await turning(() => world.connect.participant(contact.id)?.connectedAt, 2);
    expect(world.connect.chat(contact.id)?.participants).toHaveLength(1);
  });

  test('a participant that is put out comes back, and reads what was missed', async () => {
    const { world } = conversing;
    const { id, contact } = await talk(conversing);
    world.connect.configureMessages({ hold: true });
    world.connect.world.customerReply(contact.id, 'Said in between');
    world.connect.world.participantDropped(contact.id);
    stream(conversing, contact.id, {
      ...{ Type: 'EVENT', ContentType: 'application/vnd.amazonaws.connect.event.participant.left' },
      ...{ ParticipantRole: 'CUSTOM_BOT', Id: 'left-1' },
      ParticipantId: world.connect.chat(contact.id)?.participants[0]?.id ?? '',
    });
    await untilHeard(conversing, id, 'Said in between');
    expect(world.connect.chat(contact.id)?.participants).toHaveLength(2);
    world.connect.configureMessages({ hold: false });
  });

  test('a token is renewed before it is over', async () => {
    const { world } = conversing;
    const { contact } = await talk(conversing);
    const asked = () =>
      world.connect.requests().filter(({ operation }) => operation === 'CreateParticipantConnection').length;
    const before = asked();
    world.turn(23.5 * 3600);
    await world.connect.waitFor(() => asked() > before);
    world.turn(-23.5 * 3600);
    expect(world.connect.chat(contact.id)?.participants).toHaveLength(1);
  });
});
