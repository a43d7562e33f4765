import {
  AccessDeniedException,
  DescribeContactCommand,
  StartOutboundChatContactCommand,
  StartOutboundVoiceContactCommand,
  StopContactCommand,
} from '@aws-sdk/client-connect';
import { afterEach, expect, test } from '@jest/globals';
import { SEED_IDS } from '../../../src/sandbox/connect/index.ts';
import { chatInput, errorName, simulatorAndClient, stopAll, voiceInput, whatsAppInput } from './support.ts';

afterEach(stopAll);

test('each channel starts a contact that DescribeContact knows', async () => {
  const { connect, client } = await simulatorAndClient();
  const sms = await client.send(new StartOutboundChatContactCommand(chatInput()));
  const whatsApp = await client.send(new StartOutboundChatContactCommand(whatsAppInput()));
  const voice = await client.send(new StartOutboundVoiceContactCommand(voiceInput()));

  expect(connect.contacts().map(({ subtype, state }) => [subtype, state])).toEqual([
    ['connect:SMS', 'connected'],
    ['connect:WhatsApp', 'connected'],
    ['connect:Telephony', 'initiated'],
  ]);
  const describe = async (ContactId: string | undefined) =>
    (await client.send(new DescribeContactCommand({ InstanceId: connect.seed.instance.id, ContactId })))
      .Contact;
  const chat = await describe(sms.ContactId);
  expect(chat?.Channel).toBe('CHAT');
  expect(chat?.ConnectedToSystemTimestamp).toBeInstanceOf(Date);
  expect(chat?.SegmentAttributes?.['connect:Subtype']?.ValueString).toBe('connect:SMS');
  expect((await describe(whatsApp.ContactId))?.CustomerEndpoint?.Address).toBe('+12065550152');
  const call = await describe(voice.ContactId);
  expect(call?.Channel).toBe('VOICE');
  expect(call?.Attributes).toEqual({ message: 'Hello from the sandbox' });
  expect(call?.ConnectedToSystemTimestamp).toBeUndefined();
});

test('an instance, a flow and a queue may be given by ARN', async () => {
  const { connect, client } = await simulatorAndClient();
  const instance = `arn:aws:connect:us-east-1:123456789012:instance/${SEED_IDS.instance}`;
  const { ContactId } = await client.send(
    new StartOutboundVoiceContactCommand(
      voiceInput({
        InstanceId: instance,
        ContactFlowId: `${instance}/contact-flow/${SEED_IDS.voiceFlow}`,
        SourcePhoneNumber: undefined,
        QueueId: `${instance}/queue/${SEED_IDS.supportQueue}`,
      }),
    ),
  );
  expect(connect.contact(ContactId ?? '')?.system.address).toBe('+12065550100');
  const described = await client.send(new DescribeContactCommand({ InstanceId: instance, ContactId }));
  expect(described.Contact?.Id).toBe(ContactId);
});

test('StopContact ends a contact once', async () => {
  const { connect, client } = await simulatorAndClient();
  const InstanceId = SEED_IDS.instance;
  const call = await client.send(new StartOutboundVoiceContactCommand(voiceInput()));
  const chat = await client.send(new StartOutboundChatContactCommand(chatInput()));
  const stop = (ContactId: string | undefined) =>
    client.send(new StopContactCommand({ InstanceId, ContactId }));
  await stop(call.ContactId);
  await stop(chat.ContactId);
  expect(connect.contacts().map(({ disconnectReason }) => disconnectReason)).toEqual(['API', 'API']);
  expect(await errorName(stop(call.ContactId))).toBe('ContactNotFoundException');
  expect(await errorName(stop(chat.ContactId))).toBe('InvalidRequestException');
  expect(await errorName(stop('unknown'))).toBe('ResourceNotFoundException');
});

test('StopContact takes a chat after a transfer, and no call', async () => {
  const { connect, client } = await simulatorAndClient();
  const InstanceId = SEED_IDS.instance;
  const call = await client.send(new StartOutboundVoiceContactCommand(voiceInput()));
  const chat = await client.send(new StartOutboundChatContactCommand(chatInput()));
  connect.world.answer(call.ContactId ?? '');
  const [calling, chatting] = [call, chat].map(({ ContactId = '' }) => connect.world.transfer(ContactId).id);
  const stop = (ContactId: string | undefined) =>
    client.send(new StopContactCommand({ InstanceId, ContactId }));
  expect(await errorName(stop(calling))).toBe('InvalidRequestException');
  await stop(chatting);
  expect([calling, chatting].map((id) => connect.contact(id ?? '')?.state)).toEqual(['connected', 'ended']);
});

test('errors arrive as the classes of the SDK, with message and request id', async () => {
  const { connect, client } = await simulatorAndClient();
  connect.fault({ kind: 'access_denied', message: 'not you' });
  const error = await client.send(new StartOutboundChatContactCommand(chatInput())).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(AccessDeniedException);
  expect(error).toMatchObject({ message: 'not you', $metadata: { httpStatusCode: 403 } });
  expect((error as AccessDeniedException).$metadata.requestId).toBe(connect.requests()[0]?.requestId);
});
