import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fieldHints } from '../../../src/domain/intake/field-hints.ts';
import { FIELD_NAMES as FIELDS } from '../../../src/domain/intake/fields/fields.ts';
import type { FormValues } from '../../../src/domain/intake/form.ts';
import { parseReachOut } from '../../../src/domain/intake/parse-reach-out.ts';
import type { ReachOutSettings } from '../../../src/domain/kernel/settings.ts';
import { decide } from '../../../src/domain/policy/decide.ts';
import { DEFAULT_POLICY } from '../../../src/domain/policy/policy.ts';
import { knownOnly } from '../../support/facts.ts';
import { findModelFaults } from './connect-model.ts';

const any = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.json(),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    '__proto__',
    'true',
    'false',
    '{}',
    '[]',
    'null',
    '-1',
    '1e9',
    'NaN',
  ),
  fc
    .tuple(
      fc.constantFrom('x', '😀', '{', '=', 'a=b\n', '1', '“'),
      fc.constantFrom(256, 1024, 1025, 3000, 3001, 50_000),
    )
    .map(([unit, times]) => unit.repeat(times)),
);
const anyAnswer = fc.oneof(any, fc.array(any, { maxLength: 3 }));

const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/),
  fc.constantFrom('message', 'connect:Subtype', '__proto__', 'a b', ''),
);
const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const segmentValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ ValueString: text }),
    fc.record({ ValueInteger: fc.oneof(fc.integer(), fc.double()) }),
    fc.record({ ValueArn: fc.constantFrom('arn:aws:x', 'x') }),
    fc.record({ ValueMap: fc.dictionary(name, tie('value'), { maxKeys: 3 }) }),
    fc.record({ ValueList: fc.array(tie('value'), { maxLength: 3 }) }),
  ),
})).value;
const reference = fc.record({
  Type: fc.constantFrom('URL', 'NUMBER', 'STRING', 'DATE', 'EMAIL', 'ATTACHMENT'),
  Value: fc.oneof(text, fc.webUrl(), fc.emailAddress(), fc.nat().map(String)),
});
const json = <T>(value: fc.Arbitrary<T>) => value.map((one) => JSON.stringify(one));
const attributes = fc.oneof(
  fc.array(fc.tuple(name, text).map((pair) => pair.join('='))).map((lines) => lines.join('\n')),
  json(fc.dictionary(name, text)),
);
const id = fc.oneof(
  fc.uuid(),
  fc.constantFrom('arn:aws:connect:us-west-2:1:instance/i/contact-flow/f', 'a b'),
);
const contentTypes = fc.constantFrom(
  'text/plain',
  'text/markdown',
  'application/json',
  'application/vnd.amazonaws.connect.message.interactive',
  'application/vnd.amazonaws.connect.message.interactive.response',
);
const number = fc.oneof(
  fc.constantFrom(
    '+12065550152',
    '206 555 0152',
    '+447700900123',
    '<tel:+33612345678|x>',
    '112',
    '+19005550123',
  ),
  fc.bigInt({ min: 10n ** 6n, max: 10n ** 15n }).map((digits) => `+${digits}`),
);

/** Answers that are mostly right, so that requests come out too. */
const likely: Record<(typeof FIELDS)[number], fc.Arbitrary<string | string[]>> = {
  phone: number,
  channel: fc.constantFrom('sms', 'whatsapp', 'voice'),
  sender: fc.constantFrom('Support', 'Sales'),
  quick_response: id,
  template: id,
  message: fc.oneof(text, json(fc.dictionary(name, text))),
  conversation: fc.constant('C1'),
  send_at: fc.oneof(text, fc.integer({ min: 0, max: 9_999_999_999 }).map(String)),
  contact_flow_id: id,
  content_type: contentTypes,
  knowledge_base_id: id,
  message_template_id: id,
  template_attributes: attributes,
  customer_profile_attributes: json(fc.dictionary(name, text)),
  attributes,
  segment_attributes: json(fc.dictionary(name, segmentValue, { maxKeys: 4 })),
  chat_duration_in_minutes: fc.integer({ min: 50, max: 10_090 }).map(String),
  display_name: text,
  supported_messaging_content_types: fc.array(contentTypes, { maxLength: 5 }),
  related_contact_id: id,
  queue_id: id,
  source_phone_number: number,
  traffic_type: fc.constantFrom('GENERAL', 'CAMPAIGN'),
  answer_machine_detection: fc.constantFrom('true', 'false', ['true'], []),
  await_answer_machine_prompt: fc.constantFrom('true', 'false', ['true'], []),
  campaign_id: id,
  ring_timeout_in_seconds: fc.integer({ min: 10, max: 65 }).map(String),
  name: text,
  description: text,
  references: json(fc.dictionary(name, reference, { maxKeys: 3 })),
};

const form = (
  answerOf: (field: (typeof FIELDS)[number]) => fc.Arbitrary<string | string[]>,
  required: typeof FIELDS,
) =>
  fc.record(Object.fromEntries(FIELDS.map((field) => [field, answerOf(field)])), {
    requiredKeys: required,
  }) as fc.Arbitrary<FormValues>;

const CHAT = { senders: [{ number: 'arn:aws:connect:us-west-2:1:phone-number/p' }], flowId: 'flow' };
const CHOICE = {
  senders: ['Support', 'Sales'].map((sender) => ({
    name: sender,
    number: `arn:aws:connect:us-west-2:1:phone-number/${sender}`,
  })),
  flowId: 'flow',
};
const settings: fc.Arbitrary<ReachOutSettings> = fc.constantFrom<ReachOutSettings>(
  {
    instanceId: 'i',
    defaultCountry: 'US',
    channels: { sms: CHOICE, whatsapp: CHAT, voice: { flowId: 'f', senders: [], queueId: 'q' } },
  },
  { instanceId: 'i', channels: { sms: CHAT, voice: { flowId: 'f', senders: [] } } },
  {
    instanceId: 'i',
    allowedCountries: ['US'],
    channels: { whatsapp: CHAT, voice: { flowId: 'f', senders: [{ number: '+12065550100' }] } },
  },
  { instanceId: 'i', channels: {} },
);

/** Whether a request came out; fails where neither that nor a proper refusal did. */
function judge(values: FormValues, installed: ReachOutSettings): boolean {
  fieldHints(values, installed);
  const parsed = parseReachOut(values, installed);
  if (parsed.ok) {
    expect(findModelFaults(parsed.request)).toEqual([]);
    expect(JSON.parse(JSON.stringify(parsed.request))).toEqual(parsed.request);
    const verdict = decide(knownOnly({ recipient: parsed.request.recipient }), {
      settings: installed,
      policy: DEFAULT_POLICY,
    });
    expect(verdict.kind).not.toBe('refuse');
    for (const asked of verdict.kind === 'ask' ? verdict.questions : [])
      expect('number' in asked && asked.number.replace(/\D/g, '')).toBe(parsed.request.recipient.slice(1));
    return true;
  }
  const errors = Object.entries(parsed.errors);
  expect(errors.length).toBeGreaterThan(0);
  for (const [field, message] of errors) {
    expect(FIELDS).toContain(field);
    expect(message).toMatch(/^\S[^\0]*[.]$/s);
    expect(message.length).toBeLessThanOrEqual(2000);
    expect(message.isWellFormed()).toBe(true);
    expect(message.replace(/“.*”/s, '')).not.toMatch(/!|invalid|undefined|NaN|\[object/i);
  }
  return false;
}

test('any answers at all give a request that the model accepts, or an error at a field', () => {
  fc.assert(
    fc.property(
      form(() => anyAnswer, []),
      settings,
      (values, installed) => {
        judge(values, installed);
      },
    ),
    { numRuns: 500 },
  );
});

test('so do any answers beside a good number, channel and message', () => {
  fc.assert(
    fc.property(
      form(() => anyAnswer, []),
      fc.constantFrom('sms', 'whatsapp', 'voice'),
      settings,
      (values, channel, installed) => {
        judge({ ...values, phone: '+12065550152', channel, message: 'Hi' }, installed);
      },
    ),
    { numRuns: 500 },
  );
});

test('so do likely answers, many of which are right', () => {
  let requests = 0;
  const few = fc
    .subarray(FIELDS, { maxLength: 5 })
    .chain((fields) => form((field) => (fields.includes(field) ? likely[field] : fc.constant('')), FIELDS));
  const first = fc.record({ phone: number, channel: likely.channel, message: likely.message });
  fc.assert(
    fc.property(few, first, settings, (values, base, installed) => {
      if (judge({ ...values, ...base }, installed)) requests++;
    }),
    { numRuns: 3000 },
  );
  expect(requests).toBeGreaterThan(100);
});
