import { expect, test } from '@jest/globals';
import { readFlags } from '../../../src/operator/setup/flags.ts';
import { whatIsMissing } from '../../../src/operator/setup/steps/missing.ts';
import { Misused } from '../../../src/operator/word.ts';

const WHOLE = '--instance i --sms +1 --flow-sms f';
const INSTANCE = 'CONNECT_INSTANCE_ID';

test.each<[string, Record<string, string>, string[]]>([
  [WHOLE, {}, []],
  ['--instance i --sms +1 --create-flows', {}, []],
  ['--instance i --voice +1 --flow-voice f', {}, []],
  ['--instance i --queue q --flow-voice f', {}, []],
  ['--sms +1 --create-flows', { [INSTANCE]: 'i' }, []],
  ['', { [INSTANCE]: 'i', CONNECT_SMS_SOURCE_ARN: 'a', CONNECT_SMS_FLOW_ID: 'f' }, []],
  ['--flow-sms f', { [INSTANCE]: 'i', CONNECT_SMS_SOURCE_ARN: 'a' }, []],
  ['', {}, ['--instance', 'No channel is named']],
  ['--instance i --sms +1', {}, ['--flow-sms']],
  ['--instance i --whatsapp +1 --voice +1', {}, ['--flow-whatsapp', '--flow-voice']],
  ['--instance i --flow-sms f --flow-voice f', {}, ['--sms', '--voice', 'No channel is named']],
  ['--instance i', { CONNECT_VOICE_QUEUE_ID: 'q' }, ['--flow-voice']],
  ['--instance i --create-flows', {}, ['No channel is named']],
])('with %j and %j: %j', (args, known, expected) => {
  const flags = readFlags(args.split(' ').filter(Boolean));
  const faults = whatIsMissing(flags, { region: 'us-west-2', value: (name) => known[name] });
  expect(faults.map(({ says }) => says.replace(/( is missing)?:.*/, ''))).toEqual(expected);
});

test('a region that nothing names is missing', () => {
  const faults = whatIsMissing(readFlags(WHOLE.split(' ')), { region: undefined, value: () => undefined });
  expect(faults).toEqual([
    {
      about: 'AWS_REGION',
      says: '--region is missing: give the AWS region of your Amazon Connect instance.',
    },
  ]);
});

test.each([
  [['--instance', ''], '--instance is empty.'],
  [['--flow', 'x'], "Unknown option '--flow'."],
  [['--instance'], "Option '--instance <value>' argument missing."],
  [['xoxb-secret'], '"setup" takes only flags.'],
  [['--slack-bot-token', 'xoxb-secret'], "Unknown option '--slack-bot-token'."],
  [['--slack-bot-token=xoxb-secret'], "Unknown option '--slack-bot-token'."],
  [['--create-key=xoxb-secret'], "Option '--create-key' does not take an argument."],
])('%j is not understood, and repeated to nobody', (args, message) => {
  expect(() => readFlags(args)).toThrow(new Misused(message));
});
