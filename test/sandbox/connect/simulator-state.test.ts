import {
  type ConnectClient,
  DescribeContactCommand,
  StartOutboundChatContactCommand,
  type StartOutboundChatContactCommandInput,
  StartOutboundVoiceContactCommand,
} from '@aws-sdk/client-connect';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import {
  type Change,
  SEED_IDS,
  type SimulatedConnect,
  startSimulatedConnect,
} from '../../../src/sandbox/connect/index.ts';
import { chatInput, clientFor, simulatorAndClient, stopAll, voiceInput, whatsAppInput } from './support.ts';

afterEach(stopAll);

test('a snapshot carries contacts, tokens and opt-outs into another simulator', async () => {
  const { connect, client } = await simulatorAndClient();
  const start = new StartOutboundChatContactCommand(chatInput({ ClientToken: 'one' }));
  const { ContactId } = await client.send(start);
  connect.world.customerStops(ContactId ?? '');
  const snapshot = JSON.parse(JSON.stringify(connect.snapshot()));
  await connect.stop();

  const next = await startSimulatedConnect({ snapshot });
  const again = clientFor(next);
  expect((await again.send(start)).ContactId).toBe(ContactId);
  expect(next.contacts()).toEqual(snapshot.contacts);
  await again.send(new StartOutboundChatContactCommand(chatInput()));
  expect(next.contacts().at(-1)?.transcript[0]?.delivered).toBe(false);
  await next.stop();
});

describe('an opt-out', () => {
  const started = async (client: ConnectClient, input: StartOutboundChatContactCommandInput) =>
    (await client.send(new StartOutboundChatContactCommand(input))).ContactId ?? '';
  const delivered = (connect: SimulatedConnect, id: string) =>
    connect.contact(id)?.transcript.at(-1)?.delivered;

  test.each(['STOP', ' stop ', 'Unsubscribe', 'OPT-OUT'])('by %j is of its channel', async (word) => {
    const { connect, client } = await simulatorAndClient();
    const [sms, other, whatsApp] = [
      await started(client, chatInput()),
      await started(client, chatInput()),
      await started(client, whatsAppInput()),
    ];
    connect.world.customerReply(sms, word);
    expect(connect.contact(sms)?.transcript.map(({ from }) => from)).toEqual(['SYSTEM']);
    for (const id of [sms, other, whatsApp]) connect.world.flowSays(id, 'Still there?');
    expect([sms, other, whatsApp].map((id) => delivered(connect, id))).toEqual([false, false, true]);
    expect(delivered(connect, await started(client, chatInput()))).toBe(false);
    expect(delivered(connect, await started(client, whatsAppInput()))).toBe(true);

    connect.world.customerReply(sms, 'Start');
    connect.world.flowSays(other, 'Welcome back');
    expect(delivered(connect, other)).toBe(true);
    expect(delivered(connect, await started(client, chatInput()))).toBe(true);
  });

  test('takes the word alone, and a text message', async () => {
    const { connect, client } = await simulatorAndClient();
    const [sms, whatsApp] = [await started(client, chatInput()), await started(client, whatsAppInput())];
    connect.world.customerReply(sms, 'Please stop by at noon');
    connect.world.customerReply(whatsApp, 'STOP');
    for (const id of [sms, whatsApp]) connect.world.flowSays(id, 'Fine');
    expect([sms, whatsApp].map((id) => delivered(connect, id))).toEqual([true, true]);
    expect(connect.contact(whatsApp)?.transcript.at(1)).toMatchObject({ from: 'CUSTOMER', content: 'STOP' });
  });
});

test('everything that happens is told, and a listener that throws harms nobody', async () => {
  const { connect, client } = await simulatorAndClient();
  const heard = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const silence = connect.subscribe(() => {
    throw new Error('from a listener');
  });
  const changes: Change[] = [];
  const unsubscribe = connect.subscribe((change) => changes.push(change));
  const { ContactId } = await client.send(new StartOutboundVoiceContactCommand(voiceInput()));
  connect.world.ring(ContactId ?? '');
  connect.fault({ kind: 'throttle' });
  expect(
    changes.map((change) => (change.type === 'contact' ? `${change.action} by ${change.by}` : change.type)),
  ).toEqual(['start by api', 'request', 'ring by hand', 'settings']);
  expect(heard).toHaveBeenCalledWith(new Error('from a listener'));
  heard.mockRestore();
  silence();
  unsubscribe();
  connect.world.answer(ContactId ?? '');
  expect(changes).toHaveLength(4);
});

test('the log holds what came and went, within bounds', async () => {
  const { connect, client } = await simulatorAndClient({ maxRequests: 3 });
  for (let i = 0; i < 8; i++) await client.send(new StartOutboundVoiceContactCommand(voiceInput()));
  const requests = connect.requests();
  expect(requests.map(({ id }) => id)).toEqual([6, 7, 8]);
  expect(requests[0]).toMatchObject({
    method: 'PUT',
    target: '/contact/outbound-voice',
    operation: 'StartOutboundVoiceContact',
    status: 200,
    notes: [],
  });
  expect(JSON.parse(requests[0]?.requestBody ?? '')).toMatchObject({
    DestinationPhoneNumber: '+12065550152',
  });
  expect(requests[0]?.durationMs).toBeGreaterThan(0);
});

test('beyond maxContacts the oldest ended contact is forgotten first', async () => {
  const { connect, client } = await simulatorAndClient({ maxContacts: 2 });
  const start = async () =>
    (await client.send(new StartOutboundVoiceContactCommand(voiceInput()))).ContactId ?? '';
  const [first, second] = [await start(), await start()];
  connect.world.busy(second);
  const third = await start();
  expect(connect.contacts().map(({ id }) => id)).toEqual([first, third]);
});

test('DescribeContact tells a transferred contact’s successor', async () => {
  const { connect, client } = await simulatorAndClient();
  const { ContactId } = await client.send(new StartOutboundVoiceContactCommand(voiceInput()));
  connect.world.answer(ContactId ?? '');
  connect.world.queue(ContactId ?? '', SEED_IDS.supportQueue);
  connect.world.agentJoins(ContactId ?? '');
  const next = connect.world.transfer(ContactId ?? '', { queueId: SEED_IDS.salesQueue });
  const { Contact } = await client.send(
    new DescribeContactCommand({ InstanceId: SEED_IDS.instance, ContactId }),
  );
  expect(Contact?.QueueInfo?.Id).toBe(SEED_IDS.supportQueue);
  expect(Contact?.AgentInfo?.ConnectedToAgentTimestamp).toBeInstanceOf(Date);
  expect(Contact?.DisconnectReason).toBe('AGENT_DISCONNECT');
  const data = Contact?.NextContacts?.[0]?.NextContactMetadata?.QuickConnectContactData;
  expect(data?.ContactId).toBe(next.id);
});
