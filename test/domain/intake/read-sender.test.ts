import { expect, test } from '@jest/globals';
import { senderNameOf } from '../../../src/domain/channels/senders.ts';
import type { FieldErrors, FormValues } from '../../../src/domain/intake/form.ts';
import { parseReachOut } from '../../../src/domain/intake/parse-reach-out.ts';
import type { ReachOutSettings } from '../../../src/domain/kernel/settings.ts';

const arn = (id: string) => `arn:aws:connect:us-west-2:1:phone-number/${id}`;
const named = (...senders: [string, string][]) => senders.map(([name, number]) => ({ name, number }));

const settings: ReachOutSettings = {
  instanceId: 'i',
  channels: {
    sms: { flowId: 'f', senders: named(['Support', arn('sms-1')], ['Sales', arn('sms-2')]) },
    whatsapp: { flowId: 'f', senders: named(['Only', arn('wa')]) },
    voice: { flowId: 'f', senders: named(['Sales', '+14255550100'], ['Night', '+12065550100']) },
  },
};

/** What an answer comes from, and the name that is shown of that. */
const cases: [FormValues, string, string | undefined][] = [
  [{ channel: 'sms' }, arn('sms-1'), 'Support'],
  [{ channel: 'sms', sender: ' ' }, arn('sms-1'), 'Support'],
  [{ channel: 'sms', sender: 'Sales' }, arn('sms-2'), 'Sales'],
  [{ channel: 'whatsapp' }, arn('wa'), undefined],
  [{ channel: 'whatsapp', sender: 'Sales' }, arn('wa'), undefined],
  [{ channel: 'voice', sender: 'Sales' }, '+14255550100', 'Sales'],
  [{ channel: 'voice', sender: 'Sales', source_phone_number: '+12065550100' }, '+12065550100', 'Night'],
  [{ channel: 'voice', source_phone_number: '+12065550109' }, '+12065550109', undefined],
];

test.each(cases)('%o comes from %s', (values, from, name) => {
  const parsed = parseReachOut({ phone: '+12065550152', message: 'Hi', ...values }, settings);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const { request } = parsed;
  expect('sourceArn' in request ? request.sourceArn : request.sourcePhoneNumber).toBe(from);
  expect(senderNameOf(settings, request)).toBe(name);
});

test.each<[FormValues, { [Field in keyof FieldErrors]: unknown }]>([
  [{ channel: 'sms', sender: 'Night' }, { sender: 'SMS has no sender of that name here. Choose another.' }],
  [{ channel: 'sms', sender: 'sales' }, { sender: expect.stringContaining('no sender of that name') }],
  [
    { channel: 'voice', sender: 'Support' },
    { sender: 'Voice call has no sender of that name here. Choose another.' },
  ],
  [{ channel: 'sms', sender: ['Sales', 'Support'] }, { sender: expect.stringContaining('one answer') }],
])('%o is refused at its field', (values, errors) => {
  expect(parseReachOut({ phone: '+12065550152', message: 'Hi', ...values }, settings)).toEqual({
    ok: false,
    errors,
  });
});
