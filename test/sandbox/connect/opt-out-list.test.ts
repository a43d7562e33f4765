import { StartOutboundChatContactCommand } from '@aws-sdk/client-connect';
import {
  DescribeOptedOutNumbersCommand,
  type DescribeOptedOutNumbersCommandInput,
  PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterEach, expect, test } from '@jest/globals';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/connect/index.ts';
import { chatInput, simulatorAndClient, stopAll } from './support.ts';

afterEach(stopAll);

/** A simulator that one customer has texted STOP to, and how it answers who asks for its opt-out list. */
async function withOneOptOut() {
  const { connect, client } = await simulatorAndClient();
  const { ContactId = '' } = await client.send(new StartOutboundChatContactCommand(chatInput()));
  connect.world.customerReply(ContactId, 'STOP');
  const describe = async (input: Partial<DescribeOptedOutNumbersCommandInput>, region = 'us-east-1') => {
    const config = { endpoint: connect.url, region, credentials: SANDBOX_CREDENTIALS, maxAttempts: 1 };
    const sms = new PinpointSMSVoiceV2Client(config);
    const command = new DescribeOptedOutNumbersCommand({ OptOutListName: 'Default', ...input });
    return sms.send(command).finally(() => sms.destroy());
  };
  return { connect, describe };
}

test('it holds who texted STOP, since when, until they text START', async () => {
  const { connect, describe } = await withOneOptOut();
  const { OptedOutNumbers } = await describe({ OptedOutNumbers: ['+12065550152'] });
  expect(OptedOutNumbers).toEqual([
    { OptedOutNumber: '+12065550152', OptedOutTimestamp: expect.any(Date), EndUserOptedOut: true },
  ]);
  expect((await describe({})).OptedOutNumbers).toHaveLength(1);
  connect.world.customerReply(connect.contacts()[0]?.id ?? '', 'UNSTOP');
  expect((await describe({})).OptedOutNumbers).toEqual([]);
});

test.each<[string, Partial<DescribeOptedOutNumbersCommandInput>, object]>([
  [
    'a number that is not on it',
    { OptedOutNumbers: ['+12065550152', '+12065550153'] },
    { name: 'ResourceNotFoundException', ResourceType: 'opted-out-number' },
  ],
  [
    'a list that is not there',
    { OptOutListName: 'Other' },
    { name: 'ResourceNotFoundException', ResourceType: 'opt-out-list' },
  ],
  ['what is no number', { OptedOutNumbers: ['Ada'] }, { name: 'ValidationException' }],
  ['six numbers', { OptedOutNumbers: Array(6).fill('+12065550152') }, { name: 'ValidationException' }],
])('it refuses %s', async (_, input, error) => {
  const { describe } = await withOneOptOut();
  await expect(describe(input)).rejects.toMatchObject(error);
});

test('it knows faults, and another region', async () => {
  const { connect, describe } = await withOneOptOut();
  await expect(describe({}, 'eu-west-1')).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  connect.fault({ kind: 'throttle', operation: 'DescribeOptedOutNumbers', times: 1 });
  await expect(describe({})).rejects.toMatchObject({ name: 'ThrottlingException' });
});
