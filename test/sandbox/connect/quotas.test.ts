import {
  DescribeContactCommand,
  DescribeInstanceCommand,
  StartOutboundChatContactCommand,
  StartOutboundVoiceContactCommand,
} from '@aws-sdk/client-connect';
import { afterEach, expect, test } from '@jest/globals';
import { defaultQuotas, manualClock, SEED_IDS } from '../../../src/sandbox/connect/index.ts';
import { chatInput, errorName, simulatorAndClient, stopAll, voiceInput } from './support.ts';

afterEach(stopAll);

test('AWS’s default: five at once, then two a second, for each operation by itself', async () => {
  const clock = manualClock();
  const { connect, client } = await simulatorAndClient({ clock, quotas: defaultQuotas() });
  const chat = () => errorName(client.send(new StartOutboundChatContactCommand(chatInput())));
  const voice = () => errorName(client.send(new StartOutboundVoiceContactCommand(voiceInput())));
  const burst = await Promise.all(Array.from({ length: 6 }, chat));
  expect(burst.filter((name) => name === undefined)).toHaveLength(5);
  expect(burst).toContain('ThrottlingException');
  clock.advance(1000);
  expect([await chat(), await chat(), await chat()]).toEqual([undefined, undefined, 'ThrottlingException']);
  for (let i = 0; i < 5; i++) await voice();
  expect(await voice()).toBe('TooManyRequestsException');
  expect(connect.counters()).toMatchObject({
    calls: { StartOutboundChatContact: 9, StartOutboundVoiceContact: 6 },
    throttled: { StartOutboundChatContact: 2, StartOutboundVoiceContact: 1 },
  });
});

test('DescribeContact has 10 a second and 15 at once; quotas can be changed and switched off', async () => {
  const clock = manualClock();
  const { connect, client } = await simulatorAndClient({ clock, quotas: defaultQuotas() });
  const describe = () =>
    errorName(client.send(new DescribeContactCommand({ InstanceId: SEED_IDS.instance, ContactId: 'none' })));
  const burst = await Promise.all(Array.from({ length: 16 }, describe));
  expect(burst.filter((name) => name === 'ThrottlingException')).toHaveLength(1);
  connect.setQuotas({ DescribeInstance: { rate: 1, burst: 1 } });
  const instance = () =>
    errorName(client.send(new DescribeInstanceCommand({ InstanceId: SEED_IDS.instance })));
  expect([await instance(), await instance(), await describe()]).toEqual([
    undefined,
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ]);
  connect.setQuotas('off');
  expect(await instance()).toBeUndefined();
});
