import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { channelFaults, channelSettings, channelVariables } from '../../src/config/channel-settings.ts';
import { readSenders } from '../../src/config/senders.ts';

const arn = (id: string) => `arn:aws:connect:us-west-2:111122223333:phone-number/${id}`;

const FLOWS = { CONNECT_SMS_FLOW_ID: 'sms', CONNECT_WHATSAPP_FLOW_ID: 'wa', CONNECT_VOICE_FLOW_ID: 'voice' };

function faultsOf(variable: string, value: string): string[] {
  const { error } = channelVariables[variable]?.safeParse(value) ?? {};
  return (error?.issues ?? []).map(({ message }) => message);
}

test.each([
  ['CONNECT_SMS_SOURCE_ARN', arn('a'), [{ number: arn('a') }]],
  ['CONNECT_SMS_SOURCE_ARN', `Support=${arn('a')}`, [{ name: 'Support', number: arn('a') }]],
  [
    'CONNECT_WHATSAPP_SOURCE_ARN',
    ` Tech support = ${arn('a')} ,\n Sales=${arn('b')},`,
    [
      { name: 'Tech support', number: arn('a') },
      { name: 'Sales', number: arn('b') },
    ],
  ],
  [
    'CONNECT_VOICE_SOURCE_NUMBER',
    'Support=+12065550100,Sales=+14255550100',
    [
      { name: 'Support', number: '+12065550100' },
      { name: 'Sales', number: '+14255550100' },
    ],
  ],
])('%s=%s', (variable, value, senders) => {
  const env = { ...FLOWS, [variable]: value };
  expect(faultsOf(variable, value)).toEqual([]);
  const set = Object.values(channelSettings(env)).filter((channel) => channel.senders.length > 0);
  expect(set).toMatchObject([{ senders }]);
});

const SMS = 'CONNECT_SMS_SOURCE_ARN';
const VOICE = 'CONNECT_VOICE_SOURCE_NUMBER';

test.each<[string, string, string[]]>([
  [SMS, arn('x'.repeat(256)), ['must be a phone number ARN']],
  [SMS, 'arn:aws:connect:us-west-2:1:instance/i', ['must be a phone number ARN']],
  [SMS, ',', ['must be a phone number ARN']],
  [SMS, `Support=${arn('a')},Sales=+12065550100`, ['the number of Sales is not']],
  [SMS, `${arn('a')},${arn('b')}`, ['must have a name before each number, like Support=arn:…,Sales=arn:…']],
  [SMS, `Support=${arn('a')},${arn('b')}`, ['must have a name before each number']],
  [SMS, `=${arn('a')}`, ['must have a name before each number']],
  [SMS, `Support=${arn('a')},support=${arn('b')}`, ['must have each name once: Support is there twice']],
  [SMS, `Support=${arn('a')},Sales=${arn('a')}`, [`must have each number once: ${arn('a')} is there twice`]],
  [SMS, `${'x'.repeat(76)}=${arn('a')}`, ['names of at most 75 characters']],
  [VOICE, 'Support=+12065550100,Sales=206 555 0101', ['the number of Sales is not']],
  [VOICE, 'Support=+12065550100,Sales', ['E.164 form', 'name before each number, like Support=+1']],
  [VOICE, Array.from({ length: 101 }, (_, at) => `n${at}=+1206555${at}`).join(), ['at most 100 senders']],
])('%s=%.60s has faults', (variable, value, faults) => {
  expect(faultsOf(variable, value)).toEqual(faults.map((fault) => expect.stringContaining(fault)));
  for (const fault of faultsOf(variable, value)) expect(fault).toMatch(new RegExp(`^${variable} must `));
});

test('numbers without a flow are missed as before', () => {
  expect(channelFaults({ [VOICE]: 'Support=+12065550100' })).toEqual([
    'CONNECT_VOICE_FLOW_ID is missing: calls need a flow',
  ]);
});

test('what is read without a fault has each name and number once, and its names with more than one', () => {
  const name = fc.string({ maxLength: 4 });
  const part = fc.oneof(
    fc.constantFrom(arn('a'), arn('b'), ''),
    fc.tuple(name, fc.constantFrom(arn('a'), arn('b'))).map((pair) => pair.join('=')),
    fc.string(),
  );
  const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join());
  fc.assert(
    fc.property(text, (value) => {
      const senders = readSenders(value);
      if (faultsOf(SMS, value).length > 0) return;
      expect(senders.length).toBeGreaterThan(0);
      for (const { number } of senders) expect([arn('a'), arn('b')]).toContain(number);
      expect(new Set(senders.map(({ number }) => number)).size).toBe(senders.length);
      expect(new Set(senders.map((sender) => sender.name)).size).toBe(senders.length);
      if (senders.length > 1) for (const sender of senders) expect(sender.name?.trim()).toBeTruthy();
    }),
    { numRuns: 500 },
  );
});
