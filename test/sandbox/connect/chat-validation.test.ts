import {
  StartOutboundChatContactCommand,
  type StartOutboundChatContactCommandInput,
} from '@aws-sdk/client-connect';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SEED_IDS, type SimulatedConnect } from '../../../src/sandbox/connect/index.ts';
import {
  chatInput,
  clientFor,
  errorName,
  replaceBody,
  SMS_ARN,
  simulator,
  stopAll,
  WHATSAPP_ARN,
  whatsAppInput,
} from './support.ts';

type Input = Partial<StartOutboundChatContactCommandInput>;
type Template = NonNullable<Input['InitialTemplatedSystemMessage']>;

let connect: SimulatedConnect;
beforeAll(async () => {
  connect = await simulator();
});
afterAll(stopAll);

async function outcome(input: StartOutboundChatContactCommandInput): Promise<string> {
  const client = clientFor(connect);
  const name = await errorName(client.send(new StartOutboundChatContactCommand(input)));
  client.destroy();
  return name ?? 'accepted';
}

const message = (ContentType: string, Content: string): Input => ({
  InitialSystemMessage: { ContentType, Content },
});
const json = (length: number) => JSON.stringify('x'.repeat(length - 2));
const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive.response';
const subtype = (ValueString: string): Input => ({
  SegmentAttributes: { 'connect:Subtype': { ValueString } },
});
const from = (Address: string): Input => ({ SourceEndpoint: { Type: 'CONNECT_PHONENUMBER_ARN', Address } });
const to = (Address: string): Input => ({ DestinationEndpoint: { Type: 'TELEPHONE_NUMBER', Address } });
const template: Template = {
  KnowledgeBaseId: 'kb',
  MessageTemplateId: 't',
  TemplateAttributes: { CustomAttributes: { name: 'Ana' } },
};
const none = { InitialSystemMessage: undefined };

const accepted: [string, Input][] = [
  ['SMS of 1,024 characters', message('text/plain', 'x'.repeat(1024))],
  ['JSON of 12,000', message('application/json', json(12_000))],
  ['interactive response of 12,288', message(INTERACTIVE, json(12_288))],
  ['no message: the flow speaks', none],
  ['a template', { ...none, InitialTemplatedSystemMessage: template }],
  ['attributes of 32,768 bytes', { Attributes: { a: 'x'.repeat(32_766), b: '' } }],
  ['60 minutes', { ChatDurationInMinutes: 60 }],
  ['10,080 minutes', { ChatDurationInMinutes: 10_080 }],
  ['display name of 256', { ParticipantDetails: { DisplayName: 'x'.repeat(256) } }],
  ['client token of 500', { ClientToken: 'x'.repeat(500) }],
  ['related contact id of 256', { RelatedContactId: 'x'.repeat(256) }],
  [
    'all content types',
    { SupportedMessagingContentTypes: ['text/markdown', 'text/plain', 'application/json'] },
  ],
  [
    'nested segment attributes',
    {
      SegmentAttributes: {
        'connect:Subtype': { ValueString: 'connect:SMS' },
        order: { ValueMap: { id: { ValueInteger: 7 }, tags: { ValueList: [{ ValueString: 'a' }] } } },
      },
    },
  ],
];

test.each(accepted)('accepted: %s', async (_what, input) => {
  expect(await outcome(chatInput(input))).toBe('accepted');
});

const invalid: [string, Input][] = [
  ['SMS of 1,025 characters', message('text/plain', 'x'.repeat(1025))],
  ['empty message', message('text/plain', '')],
  ['unknown content type', message('text/html', 'x')],
  ['JSON that is none', message('application/json', '{')],
  ['JSON of 12,001', message('application/json', json(12_001))],
  ['interactive response of 12,289', message(INTERACTIVE, json(12_289))],
  ['message and template', { InitialTemplatedSystemMessage: template }],
  [
    'a template without id',
    { ...none, InitialTemplatedSystemMessage: { ...template, MessageTemplateId: undefined } },
  ],
  [
    'a template without attributes',
    { ...none, InitialTemplatedSystemMessage: { ...template, TemplateAttributes: undefined } },
  ],
  ['attributes of 32,769 bytes', { Attributes: { a: 'x'.repeat(32_767), b: '' } }],
  ['attributes of 32,770 bytes in two-byte letters', { Attributes: { ab: 'é'.repeat(16_384) } }],
  ['attribute key with a space', { Attributes: { 'a b': 'x' } }],
  ['59 minutes', { ChatDurationInMinutes: 59 }],
  ['10,081 minutes', { ChatDurationInMinutes: 10_081 }],
  ['display name of 257', { ParticipantDetails: { DisplayName: 'x'.repeat(257) } }],
  ['empty display name', { ParticipantDetails: { DisplayName: '' } }],
  ['participant without name', { ParticipantDetails: { DisplayName: undefined } }],
  ['client token of 501', { ClientToken: 'x'.repeat(501) }],
  ['related contact id of 257', { RelatedContactId: 'x'.repeat(257) }],
  ['no text/plain', { SupportedMessagingContentTypes: ['text/markdown'] }],
  ['foreign content type', { SupportedMessagingContentTypes: ['text/plain', 'text/html'] }],
  ['no subtype', { SegmentAttributes: { other: { ValueString: 'x' } } }],
  ['subtype of another channel', subtype('connect:Telephony')],
  ['subtype that the source cannot', subtype('connect:WhatsApp')],
  ['source that the subtype cannot', from(WHATSAPP_ARN)],
  ['voice source', from(SMS_ARN.replace(SEED_IDS.smsNumber, SEED_IDS.voiceNumber))],
  ['source of another type', { SourceEndpoint: { Type: 'TELEPHONE_NUMBER', Address: SMS_ARN } }],
  ['destination of another type', { DestinationEndpoint: { Type: 'VOIP', Address: '+12065550152' } }],
  ['destination without plus', to('12065550152')],
  ['destination with zero', to('+02065550152')],
  ['destination of 16 digits', to('+1234567890123456')],
  ['instance id of 101', { InstanceId: 'x'.repeat(101) }],
  ['flow id of 501', { ContactFlowId: 'x'.repeat(501) }],
  ['saved flow', { ContactFlowId: SEED_IDS.savedFlow }],
  ['flow of another type', { ContactFlowId: SEED_IDS.whisperFlow }],
  ...(['SourceEndpoint', 'DestinationEndpoint', 'SegmentAttributes', 'ContactFlowId'] as const).map(
    (name): [string, Input] => [`no ${name}`, { [name]: undefined }],
  ),
];

test.each(invalid)('InvalidRequestException: %s', async (_what, input) => {
  const before = connect.contacts().length;
  expect(await outcome(chatInput(input))).toBe('InvalidRequestException');
  expect(connect.contacts()).toHaveLength(before);
});

const missing: [string, Input][] = [
  ['instance', { InstanceId: 'elsewhere' }],
  ['flow', { ContactFlowId: 'nowhere' }],
  ['source', from(SMS_ARN.replace(SEED_IDS.smsNumber, 'nothing'))],
  ['source by id', from(SEED_IDS.smsNumber)],
];

test.each(missing)('ResourceNotFoundException: %s', async (_what, input) => {
  expect(await outcome(chatInput(input))).toBe('ResourceNotFoundException');
});

test('WhatsApp takes 4,096 characters and no more', async () => {
  expect(await outcome(whatsAppInput(message('text/plain', 'x'.repeat(4096))))).toBe('accepted');
  expect(await outcome(whatsAppInput(message('text/markdown', 'x'.repeat(4097))))).toBe(
    'InvalidRequestException',
  );
});

test('one answer tells everything that is wrong, without repeating values', async () => {
  const client = clientFor(connect);
  const call = client.send(
    new StartOutboundChatContactCommand(chatInput({ ChatDurationInMinutes: 5, ...to('secret-number') })),
  );
  await expect(call).rejects.toThrow(
    /^2 validation errors detected: .*ChatDurationInMinutes.*greater than or equal/,
  );
  await expect(call).rejects.not.toThrow(/secret-number/);
  client.destroy();
});

test('unknown members are ignored, and noted in the log; null is absent', async () => {
  const client = clientFor(connect);
  const body = { ...chatInput(), Surplus: 1, Attributes: null };
  replaceBody(client, JSON.stringify({ ...body, ParticipantDetails: { DisplayName: 'A', Age: 3 } }));
  const { ContactId } = await client.send(new StartOutboundChatContactCommand(chatInput()));
  expect(connect.contact(ContactId ?? '')?.displayName).toBe('A');
  expect(connect.requests().at(-1)?.notes.toSorted()).toEqual([
    'unknown member ParticipantDetails.Age',
    'unknown member Surplus',
  ]);
  client.destroy();
});

test.each([
  ['a number for a string', JSON.stringify({ ...chatInput(), ContactFlowId: 7 })],
  ['a string for a number', JSON.stringify({ ...chatInput(), ChatDurationInMinutes: '60' })],
  ['a broken body', '{"InstanceId":'],
])('SerializationException: %s', async (_what, body) => {
  const client = clientFor(connect);
  replaceBody(client, body);
  const call = client.send(new StartOutboundChatContactCommand(chatInput()));
  expect(await errorName(call)).toBe('SerializationException');
  client.destroy();
});
