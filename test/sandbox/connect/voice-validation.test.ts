import {
  StartOutboundVoiceContactCommand,
  type StartOutboundVoiceContactCommandInput,
} from '@aws-sdk/client-connect';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { defaultSeed, SEED_IDS, type SimulatedConnect } from '../../../src/sandbox/connect/index.ts';
import { clientFor, errorName, simulator, stopAll, voiceInput } from './support.ts';

type Input = Partial<StartOutboundVoiceContactCommandInput>;

let connect: SimulatedConnect;
beforeAll(async () => {
  connect = await simulator();
});
afterAll(stopAll);

async function outcome(input: Input, on = connect): Promise<string> {
  const client = clientFor(on);
  const name = await errorName(client.send(new StartOutboundVoiceContactCommand(voiceInput(input))));
  client.destroy();
  return name ?? 'accepted';
}

const AMD = { EnableAnswerMachineDetection: true, AwaitAnswerMachinePrompt: true };
const queueOnly = { SourcePhoneNumber: undefined, QueueId: SEED_IDS.supportQueue };

const accepted: [string, Input][] = [
  ['a queue instead of a source', queueOnly],
  ['both', { QueueId: SEED_IDS.supportQueue }],
  ['15 seconds', { RingTimeoutInSeconds: 15 }],
  ['60 seconds', { RingTimeoutInSeconds: 60 }],
  ['name of 1,024', { Name: 'x'.repeat(1024) }],
  ['description of 4,096', { Description: 'x'.repeat(4096) }],
  [
    'campaign with detection',
    { TrafficType: 'CAMPAIGN', AnswerMachineDetectionConfig: AMD, CampaignId: 'x'.repeat(100) },
  ],
  ['detection switched off', { AnswerMachineDetectionConfig: { EnableAnswerMachineDetection: false } }],
  [
    'references',
    {
      References: { site: { Type: 'URL', Value: 'https://example.com' }, n: { Type: 'NUMBER', Value: '1' } },
    },
  ],
  ['reference of 4,096', { References: { ['k'.repeat(4096)]: { Type: 'STRING', Value: 'x'.repeat(4096) } } }],
  ['British landline', { DestinationPhoneNumber: '+442071838750' }],
];

test.each(accepted)('accepted: %s', async (_what, input) => {
  expect(await outcome(input)).toBe('accepted');
});

const invalid: [string, Input][] = [
  ['neither source nor queue', { SourcePhoneNumber: undefined }],
  ['no destination', { DestinationPhoneNumber: undefined }],
  ['destination not E.164', { DestinationPhoneNumber: '206-555-0152' }],
  ['source not E.164', { SourcePhoneNumber: '0100' }],
  ['detection without campaign', { AnswerMachineDetectionConfig: AMD }],
  ['detection with GENERAL', { TrafficType: 'GENERAL', AnswerMachineDetectionConfig: AMD }],
  ['14 seconds', { RingTimeoutInSeconds: 14 }],
  ['61 seconds', { RingTimeoutInSeconds: 61 }],
  ['15.5 seconds', { RingTimeoutInSeconds: 15.5 }],
  ['name of 1,025', { Name: 'x'.repeat(1025) }],
  ['description of 4,097', { Description: 'x'.repeat(4097) }],
  ['campaign id of 101', { TrafficType: 'CAMPAIGN', CampaignId: 'x'.repeat(101) }],
  ['foreign traffic type', { TrafficType: 'OTHER' as 'GENERAL' }],
  ['attachment as reference', { References: { a: { Type: 'ATTACHMENT', Value: 'x' } } }],
  ['reference without type', { References: { a: { Type: undefined, Value: 'x' } } }],
  ['reference of 4,097', { References: { a: { Type: 'STRING', Value: 'x'.repeat(4097) } } }],
  ['attribute key with a dot', { Attributes: { 'a.b': 'x' } }],
  ['outbound strategy', { OutboundStrategy: { Type: 'AGENT_FIRST' } }],
  ['source that cannot call', { SourcePhoneNumber: '+12065550101' }],
];

test.each(invalid)('InvalidParameterException: %s', async (_what, input) => {
  expect(['InvalidParameterException', 'SerializationException']).toContain(await outcome(input));
});

const missing: [string, Input][] = [
  ['instance', { InstanceId: 'elsewhere' }],
  ['flow', { ContactFlowId: 'nowhere' }],
  ['queue', { QueueId: 'nobody' }],
  ['source', { SourcePhoneNumber: '+12065550199' }],
];

test.each(missing)('ResourceNotFoundException: %s', async (_what, input) => {
  expect(await outcome(input)).toBe('ResourceNotFoundException');
});

test.each(['+447700900123', '+448001111111', '+449012345678', '+81701234567', '+819012345678'])(
  '%s is not called before AWS raises a quota',
  async (DestinationPhoneNumber) => {
    expect(await outcome({ DestinationPhoneNumber })).toBe('DestinationNotAllowedException');
  },
);

test('an instance without outbound calls, an account without campaigns, and a full house refuse', async () => {
  const instance = { ...defaultSeed().instance, outboundCallsEnabled: false };
  const closed = await simulator({ seed: { instance } });
  expect(await outcome({}, closed)).toBe('OutboundContactNotPermittedException');
  const small = await simulator({
    seed: { campaignCallsAllowed: false, concurrency: { chat: 1, voice: 1 } },
  });
  expect(await outcome({ TrafficType: 'CAMPAIGN' }, small)).toBe('LimitExceededException');
  expect(await outcome({}, small)).toBe('accepted');
  expect(await outcome({}, small)).toBe('LimitExceededException');
  small.world.noAnswer(small.contacts()[0]?.id ?? '');
  expect(await outcome({}, small)).toBe('accepted');
});
