import { describe, expect, test } from '@jest/globals';
import { fieldHints } from '../../../src/domain/intake/field-hints.ts';
import type { FieldErrors, FormValues } from '../../../src/domain/intake/form.ts';
import { parseReachOut } from '../../../src/domain/intake/parse-reach-out.ts';
import type { ReachOutSettings } from '../../../src/domain/kernel/settings.ts';
import { decide } from '../../../src/domain/policy/decide.ts';
import { DEFAULT_POLICY } from '../../../src/domain/policy/policy.ts';
import { knownOnly } from '../../support/facts.ts';
import { findModelFaults } from './connect-model.ts';

const settings: ReachOutSettings = {
  instanceId: '11111111-2222-3333-4444-555555555555',
  channels: {
    sms: {
      senders: [{ number: 'arn:aws:connect:us-west-2:123456789012:phone-number/sms' }],
      flowId: 'flow-sms',
    },
    whatsapp: {
      senders: [{ number: 'arn:aws:connect:us-west-2:123456789012:phone-number/wa' }],
      flowId: 'flow-wa',
    },
    voice: { flowId: 'flow-voice', senders: [{ number: '+12065550100' }] },
  },
};
const phone = '+1 206 555 0152';
const sms: FormValues = { phone, channel: 'sms', message: 'Hi there' };
const whatsapp: FormValues = { ...sms, channel: 'whatsapp' };
const voice: FormValues = { ...sms, channel: 'voice' };
const template: FormValues = {
  phone,
  channel: 'sms',
  knowledge_base_id: 'kb-1',
  message_template_id: 'mt-1',
};

const smsRequest = {
  channel: 'sms',
  recipient: '+12065550152',
  instanceId: settings.instanceId,
  contactFlowId: 'flow-sms',
  sourceArn: settings.channels.sms?.senders[0]?.number,
  initialMessage: { contentType: 'text/plain', content: 'Hi there' },
};
const voiceRequest = {
  channel: 'voice',
  recipient: '+12065550152',
  instanceId: settings.instanceId,
  contactFlowId: 'flow-voice',
  message: 'Hi there',
  sourcePhoneNumber: '+12065550100',
};
const { initialMessage: _, ...withoutMessage } = smsRequest;

describe('what becomes a request', () => {
  test.each<[string, FormValues, object]>([
    ['an SMS', sms, smsRequest],
    ['a call', voice, voiceRequest],
    [
      'a WhatsApp message',
      whatsapp,
      {
        ...smsRequest,
        channel: 'whatsapp',
        contactFlowId: 'flow-wa',
        sourceArn: settings.channels.whatsapp?.senders[0]?.number,
      },
    ],
    [
      'every field of a chat',
      {
        ...sms,
        contact_flow_id: ' arn:aws:connect:us-west-2:123456789012:instance/i/contact-flow/f ',
        content_type: 'text/markdown',
        attributes: 'order_id=1234\ntier=gold',
        segment_attributes:
          '{"priority": {"ValueString": "high"}, "connect:Subtype": {"ValueString": "connect:SMS"}}',
        chat_duration_in_minutes: ' 600 ',
        display_name: ' Ana ',
        supported_messaging_content_types: ['application/json'],
        related_contact_id: 'c-1',
      },
      {
        ...smsRequest,
        contactFlowId: 'arn:aws:connect:us-west-2:123456789012:instance/i/contact-flow/f',
        initialMessage: { contentType: 'text/markdown', content: 'Hi there' },
        attributes: { order_id: '1234', tier: 'gold' },
        segmentAttributes: { priority: { ValueString: 'high' } },
        chatDurationInMinutes: 600,
        displayName: 'Ana',
        supportedMessagingContentTypes: ['text/plain', 'application/json', 'text/markdown'],
        relatedContactId: 'c-1',
      },
    ],
    [
      'a template',
      {
        ...template,
        message: '  ',
        content_type: 'text/markdown',
        template_attributes: '{"name": "Ana"}',
        customer_profile_attributes: ' {“FirstName”: “Ana”} ',
      },
      {
        ...withoutMessage,
        template: {
          knowledgeBaseId: 'kb-1',
          messageTemplateId: 'mt-1',
          customAttributes: { name: 'Ana' },
          customerProfileAttributes: '{"FirstName": "Ana"}',
        },
      },
    ],
    [
      'every field of a call',
      {
        ...voice,
        contact_flow_id: 'flow-2',
        queue_id: 'queue-1',
        source_phone_number: '+1 (206) 555-0101',
        attributes: 'order_id=1234',
        traffic_type: 'CAMPAIGN',
        answer_machine_detection: ['true'],
        await_answer_machine_prompt: 'true',
        campaign_id: 'campaign-1',
        ring_timeout_in_seconds: '15',
        name: 'Call',
        description: 'Line 1\nLine 2',
        references: '{"Order": {"Type": "URL", "Value": "https://example.com/1234"}}',
        related_contact_id: 'c-1',
      },
      {
        ...voiceRequest,
        contactFlowId: 'flow-2',
        queueId: 'queue-1',
        sourcePhoneNumber: '+12065550101',
        attributes: { order_id: '1234' },
        trafficType: 'CAMPAIGN',
        answerMachineDetection: true,
        awaitAnswerMachinePrompt: true,
        campaignId: 'campaign-1',
        ringTimeoutInSeconds: 15,
        name: 'Call',
        description: 'Line 1\nLine 2',
        references: { Order: { Type: 'URL', Value: 'https://example.com/1234' } },
        relatedContactId: 'c-1',
      },
    ],
    [
      'a message word for word',
      { ...sms, message: ' Hi\n  there ' },
      { ...smsRequest, initialMessage: { contentType: 'text/plain', content: ' Hi\n  there ' } },
    ],
    [
      'nothing of fields left empty',
      { ...sms, attributes: ' ', display_name: '', supported_messaging_content_types: [] },
      smsRequest,
    ],
    [
      'nothing of an unticked checkbox',
      { ...voice, answer_machine_detection: [], await_answer_machine_prompt: [] },
      voiceRequest,
    ],
    [
      'a chosen false',
      { ...voice, answer_machine_detection: 'false' },
      { ...voiceRequest, answerMachineDetection: false },
    ],
    [
      'nothing of the other channel',
      { ...sms, ring_timeout_in_seconds: 'x', references: 'x', queue_id: '? ?' },
      smsRequest,
    ],
    [
      'nothing of the other channel',
      { ...voice, content_type: 'x', segment_attributes: 'x', knowledge_base_id: 'kb' },
      voiceRequest,
    ],
    ['nothing of the conversation', { ...sms, conversation: 'C1' }, smsRequest],
    ['empty maps as none', { ...sms, attributes: '{}', segment_attributes: '{}' }, smsRequest],
  ])('%s', (_name, values, request) => {
    const parsed = parseReachOut(values, settings);
    expect(parsed).toMatchObject({ ok: true, request });
    if (!parsed.ok) return;
    expect(parsed.request).toEqual(request);
    expect(findModelFaults(parsed.request)).toEqual([]);
  });

  test('a call comes from the queue of the settings, of the form, or from a number', () => {
    const withQueue = { ...settings, channels: { voice: { flowId: 'f', senders: [], queueId: 'queue-0' } } };
    expect(parseReachOut(voice, withQueue)).toMatchObject({ ok: true, request: { queueId: 'queue-0' } });
    expect(parseReachOut({ ...voice, queue_id: 'queue-1' }, withQueue)).toMatchObject({
      request: { queueId: 'queue-1' },
    });
    const withNothing = { ...settings, channels: { voice: { flowId: 'f', senders: [] } } };
    expect(parseReachOut({ ...voice, source_phone_number: '+12065550101' }, withNothing)).toMatchObject({
      ok: true,
    });
    expect(parseReachOut(voice, withNothing)).toEqual({
      ok: false,
      errors: {
        channel: 'A call needs a number or a queue to come from. Ask whoever installed Reach Out to set one.',
      },
    });
  });

  test.each<[FormValues, string[]]>([
    [sms, []],
    [{ ...sms, phone: '+447700900123' }, []],
    [
      { ...voice, phone: '+447700900123' },
      [
        "Amazon Connect doesn't call numbers beginning with +447 until AWS raises a quota. If this call is refused, ask whoever installed Reach Out to request it.",
      ],
    ],
    [
      { ...sms, content_type: 'application/json', message: '{}' },
      ['SMS shows text only, so the person may see this JSON as it is written.'],
    ],
  ])('%j has its warnings', (values, warnings) => {
    expect(parseReachOut(values, settings)).toMatchObject({ ok: true, warnings });
  });
});

const HOW_TO_WRITE = 'With the country code, written any way you like.';
const DAY = 'If the customer last wrote more than 24 hours ago, WhatsApp delivers only templates.';
const writeMessage = 'Write the message, or choose a template.';

describe('refusals stand at their field', () => {
  const slackLimit =
    'A Slack form holds at most 3,000 characters in a field, and this is 1 over. Shorten it.';
  const onlyTemplate = 'This is only for a template. Choose one, or clear this field.';
  const oneAnswer = 'This takes one answer. Keep one of them.';
  const minutes = 'Enter a whole number of minutes from 60 to 10,080, in digits only.';
  const seconds = 'Enter a whole number of seconds from 15 to 60, in digits only.';
  const notStorable =
    "This holds a character that can't be sent, usually an invisible one that came with pasted text. Type it again by hand.";

  test.each<[FormValues, FieldErrors]>([
    [
      {},
      {
        phone: 'Enter the phone number to reach, with the country code, for example +1 206 555 0152.',
        channel: 'Choose how to reach the person.',
        message: 'Write the message.',
      },
    ],
    [
      { ...sms, phone: '555' },
      {
        phone:
          "Emergency numbers and short codes can't be contacted from here. Enter a full phone number with the country code, for example +1 206 555 0152.",
      },
    ],
    [{ ...sms, channel: 'fax' }, { channel: "That choice isn't offered. Choose again." }],
    [{ ...sms, channel: ['sms', 'voice'] }, { channel: oneAnswer }],
    [{ ...sms, message: '\n ' }, { message: writeMessage }],
    [{ ...voice, message: '' }, { message: 'Write the message that the call will speak.' }],
    [
      { ...sms, message: 'x'.repeat(1061) },
      { message: 'The message is 37 characters too long for SMS (at most 1,024). Shorten it.' },
    ],
    [{ ...whatsapp, message: 'x'.repeat(3001) }, { message: slackLimit }],
    [{ ...voice, message: 'x'.repeat(3001) }, { message: slackLimit }],
    [{ ...sms, message: 'a\0' }, { message: notStorable }],
    [{ ...sms, message: '\ud83d' }, { message: notStorable }],
    [
      { ...sms, contact_flow_id: 'my flow' },
      { contact_flow_id: "That doesn't look like a flow. Copy its id or ARN from Amazon Connect." },
    ],
    [
      { ...sms, contact_flow_id: 'f'.repeat(501) },
      { contact_flow_id: 'This is 1 character too long (at most 500). Shorten it.' },
    ],
    [
      { ...sms, attributes: 'a=x\nb' },
      { attributes: 'Line 2 has no “=”. Write one key=value a line, for example order_id=1234.' },
    ],
    [{ ...sms, attributes: `a=${'x'.repeat(2999)}` }, { attributes: slackLimit }],
    [
      { ...voice, attributes: 'message=x' },
      { attributes: 'The key “message” is taken by the message itself. Choose another key.' },
    ],
    [
      { ...sms, segment_attributes: '{' },
      {
        segment_attributes:
          "This isn't valid JSON: check line 1, character 2, for a missing quote, comma or bracket.",
      },
    ],
    ...['59', '10081', '6.5', '1e3', '-60', '10,080', 'ten', '６００'].map(
      (typed): [FormValues, FieldErrors] => [
        { ...sms, chat_duration_in_minutes: typed },
        { chat_duration_in_minutes: minutes },
      ],
    ),
    ...['14', '61', '15.0', '0x20'].map((typed): [FormValues, FieldErrors] => [
      { ...voice, ring_timeout_in_seconds: typed },
      { ring_timeout_in_seconds: seconds },
    ]),
    [
      { ...sms, display_name: 'x'.repeat(257) },
      { display_name: 'This is 1 character too long (at most 256). Shorten it.' },
    ],
    [
      { ...voice, name: 'x'.repeat(1026) },
      { name: 'This is 2 characters too long (at most 1,024). Shorten it.' },
    ],
    [{ ...voice, description: 'x'.repeat(3001) }, { description: slackLimit }],
    [
      { ...voice, campaign_id: 'x'.repeat(101) },
      { campaign_id: 'This is 1 character too long (at most 100). Shorten it.' },
    ],
    [
      { ...voice, queue_id: 'Main queue' },
      { queue_id: "That doesn't look like a queue. Copy its id or ARN from Amazon Connect." },
    ],
    [
      { ...sms, related_contact_id: 'c 1' },
      { related_contact_id: "That doesn't look like a contact. Copy its id or ARN from Amazon Connect." },
    ],
    [
      { ...voice, source_phone_number: '555' },
      {
        source_phone_number:
          "That isn't a complete number to call from. Enter one of this instance's numbers with its country code, for example +1 206 555 0100.",
      },
    ],
    [
      { ...voice, references: '{"a": 1}' },
      {
        references:
          'A reference must be an object with Type and Value only (at “a”). Write it as in {"Order": {"Type": "URL", "Value": "https://example.com/1234"}}.',
      },
    ],
    [{ ...voice, traffic_type: 'campaign' }, { traffic_type: "That choice isn't offered. Choose again." }],
    [
      { ...voice, answer_machine_detection: 'yes' },
      { answer_machine_detection: "That choice isn't offered. Choose again." },
    ],
    ...[{}, { traffic_type: 'GENERAL' }].map((more): [FormValues, FieldErrors] => [
      { ...voice, ...more, answer_machine_detection: ['true'] },
      {
        answer_machine_detection:
          'Answering machine detection needs the traffic type Campaign, for which AWS must raise a quota. Choose Campaign, or turn detection off.',
      },
    ]),
    [
      { ...voice, await_answer_machine_prompt: 'true' },
      {
        await_answer_machine_prompt:
          'This needs answering machine detection. Turn that on, or turn this off.',
      },
    ],
    [
      { ...sms, content_type: 'application/vnd.amazonaws.connect.message.interactive' },
      {
        content_type: "That choice isn't offered. Choose again.",
      },
    ],
    [
      { ...sms, supported_messaging_content_types: ['text/plain', 'x'] },
      {
        supported_messaging_content_types: "That choice isn't offered. Choose again.",
      },
    ],
    [
      { ...sms, content_type: 'application/json' },
      {
        message:
          "This isn't valid JSON: check line 1, character 1, for a missing quote, comma or bracket. If it's ordinary text, choose Plain text as its content type.",
      },
    ],
    [
      { ...template, message: 'Hi' },
      {
        message: 'A template brings its own message. Clear this one, or remove the template.',
      },
    ],
    [
      { ...sms, message: '', knowledge_base_id: 'kb-1' },
      { message_template_id: 'Enter the template of this knowledge base.' },
    ],
    [
      { ...sms, message: '', message_template_id: 'mt-1' },
      { knowledge_base_id: 'Enter the knowledge base of the template.' },
    ],
    [
      { ...sms, template_attributes: 'a=1', customer_profile_attributes: '{}' },
      { template_attributes: onlyTemplate, customer_profile_attributes: onlyTemplate },
    ],
    [
      { ...template, customer_profile_attributes: '["a"]' },
      {
        customer_profile_attributes:
          'This must be a JSON object in braces, for example {"FirstName": "Ana"}.',
      },
    ],
  ])('%.200j', (values, errors) => {
    expect(parseReachOut(values, settings)).toEqual({ ok: false, errors });
  });

  test('all at once', () => {
    const parsed = parseReachOut(
      {
        phone: 'x',
        channel: 'voice',
        attributes: 'x',
        ring_timeout_in_seconds: 'x',
        references: 'x',
        queue_id: ' x x',
      },
      settings,
    );
    expect(parsed.ok ? [] : Object.keys(parsed.errors).sort()).toEqual([
      'attributes',
      'message',
      'phone',
      'queue_id',
      'references',
      'ring_timeout_in_seconds',
    ]);
  });

  test.each([
    ['sms', "SMS isn't set up here. Choose another way, or ask whoever installed Reach Out to set it up."],
    [
      'whatsapp',
      "WhatsApp isn't set up here. Choose another way, or ask whoever installed Reach Out to set it up.",
    ],
    [
      'voice',
      "Calling isn't set up here. Choose another way, or ask whoever installed Reach Out to set it up.",
    ],
  ])('%s that is not set up', (channel, message) => {
    const parsed = parseReachOut({ ...sms, channel }, { ...settings, channels: {} });
    expect(parsed).toEqual({ ok: false, errors: { channel: message } });
  });
});

describe('a number of a range that is not known', () => {
  const unknown = '+1 (436) 217-5944';
  const questions = [{ name: 'unknown_range', number: '+1 436 217 5944' }];

  test.each([sms, whatsapp, voice])('over %j it may go, but is asked about', (values) => {
    expect(parseReachOut({ ...values, phone: unknown }, settings)).toMatchObject({
      ok: true,
      request: { recipient: '+14362175944' },
    });
    expect(decide(knownOnly({ recipient: '+14362175944' }), { settings, policy: DEFAULT_POLICY })).toEqual({
      kind: 'ask',
      questions,
    });
    expect(decide(knownOnly({ recipient: '+12065550152' }), { settings, policy: DEFAULT_POLICY })).toEqual({
      kind: 'allow',
    });
  });

  test('is asked about only when all else is well, and the hint says why', () => {
    const faulty = { ...sms, phone: unknown, message: '' };
    expect(parseReachOut(faulty, settings)).toMatchObject({ ok: false, errors: { message: writeMessage } });
    expect(fieldHints({ ...sms, phone: unknown }, settings)).toEqual({
      phone: '+1 436 217 5944. Its range may not be in use.',
    });
  });

  test('where only some countries are allowed, it goes only where its country is certain', () => {
    const within = (typed: string, ...allowedCountries: NonNullable<ReachOutSettings['allowedCountries']>) =>
      parseReachOut({ ...sms, phone: typed }, { ...settings, allowedCountries });
    expect(within('+33 0 00 00 00 00', 'FR').ok).toBe(true);
    expect(
      decide(knownOnly({ recipient: '+33000000000' }), {
        settings: { ...settings, allowedCountries: ['FR'] },
        policy: DEFAULT_POLICY,
      }),
    ).toEqual({
      kind: 'ask',
      questions: [{ name: 'unknown_range', number: '+33 000000000' }],
    });
    expect(within('+33 0 00 00 00 00', 'US').ok).toBe(false);
    const uncertain =
      "It isn't known which country this number belongs to, so it can't be told whether it is allowed. Allowed here: United States (US), Canada (CA). Check its digits, or enter another number of this person.";
    for (const typed of [unknown, '+1 679 217 5944', '+1 555 123 4567'])
      expect(within(typed, 'US', 'CA')).toMatchObject({ ok: false, errors: { phone: uncertain } });
    const national = {
      ...settings,
      defaultCountry: 'US' as const,
      allowedCountries: ['US' as const, 'CA' as const],
    };
    expect(parseReachOut({ ...sms, phone: '436 217 5944' }, national)).toEqual({
      ok: false,
      errors: { phone: uncertain },
      refusal: { rule: 'countries', message: uncertain },
    });
    expect(
      decide(knownOnly({ recipient: '+14362175944' }), {
        settings: { ...settings, allowedCountries: ['US', 'CA'] },
        policy: DEFAULT_POLICY,
      }),
    ).toEqual({
      kind: 'refuse',
      refusals: [{ rule: 'countries', message: uncertain }],
    });
    expect(within('+883 510 000 000 000', 'US')).toMatchObject({
      errors: { phone: expect.stringContaining('numbers of no single country') },
    });
  });

  test.each(['+1 436 217 594', '+1 436 217 59441', '+65 9123 45678'])('%s is not even possible', (typed) => {
    expect(parseReachOut({ ...sms, phone: typed }, settings)).toMatchObject({
      ok: false,
      errors: { phone: expect.any(String) },
    });
  });
});

describe('allowed countries', () => {
  const only = (...allowedCountries: NonNullable<ReachOutSettings['allowedCountries']>[number][]) => ({
    ...settings,
    allowedCountries,
  });

  test('let their own numbers through', () => {
    expect(parseReachOut(sms, only('US')).ok).toBe(true);
    expect(parseReachOut(sms, only()).ok).toBe(true);
    expect(parseReachOut({ ...sms, phone: '+447700900123' }, only('GB')).ok).toBe(true);
  });

  test.each([
    [
      '+33612345678',
      only('US', 'GB'),
      "Reach Out isn't set up for numbers in France (FR). Allowed here: United States (US), United Kingdom (GB). Ask whoever installed Reach Out to add FR to REACH_OUT_ALLOWED_COUNTRIES.",
    ],
    [
      '+12045550152',
      only('US'),
      "Reach Out isn't set up for numbers in Canada (CA), which shares +1 with the United States. Allowed here: United States (US). Ask whoever installed Reach Out to add CA to REACH_OUT_ALLOWED_COUNTRIES.",
    ],
    [
      '+12065550152',
      only('CA'),
      "Reach Out isn't set up for numbers in the United States (US), which shares +1 with Canada. Allowed here: Canada (CA). Ask whoever installed Reach Out to add US to REACH_OUT_ALLOWED_COUNTRIES.",
    ],
    [
      '+88216123456',
      only('US'),
      "Reach Out isn't set up for numbers of no single country. Allowed here: United States (US). Enter another number of this person.",
    ],
    [
      '+12065550152',
      only('AT', 'BE', 'CH', 'DE', 'DK', 'ES', 'FI', 'FR', 'GB', 'IE', 'IT', 'NL'),
      "Reach Out isn't set up for numbers in the United States (US). Allowed here: Austria (AT), Belgium (BE), Switzerland (CH), Germany (DE), Denmark (DK), Spain (ES), Finland (FI), France (FR), United Kingdom (GB), Ireland (IE) and 2 more. Ask whoever installed Reach Out to add US to REACH_OUT_ALLOWED_COUNTRIES.",
    ],
  ])('refuse %s', (typed, allowing, message) => {
    expect(parseReachOut({ ...sms, phone: typed }, allowing)).toEqual({
      ok: false,
      errors: { phone: message },
      refusal: { rule: 'countries', message },
    });
  });

  test.each<[string, string, Parameters<typeof only>[number]]>([
    ['+1 800 234 5678', 'toll-free of +1', 'CA'],
    ['+1 833 234 5678', 'toll-free of +1', 'JM'],
    ['+1 888 234 5678', 'toll-free of +1', 'US'],
    ['+44 7911 234567', 'a mobile of Great Britain', 'GB'],
    ['+44 7797 123456', 'a mobile of Jersey', 'JE'],
    ['+39 06 698 12345', 'Vatican', 'VA'],
    ['+47 79 12 34 56', 'Svalbard', 'SJ'],
    ['+358 18 123456', 'Åland', 'AX'],
    ['+262 692 12 34 56', 'Réunion', 'RE'],
    ['+7 701 234 5678', 'Kazakhstan', 'KZ'],
  ])('%s, %s, is let through by %s', (typed, _, allowed) => {
    expect(parseReachOut({ ...sms, phone: typed }, only(allowed)).ok).toBe(true);
  });

  test.each<[string, string, Parameters<typeof only>[number]]>([
    ['+1 800 234 5678', 'US', 'GB'],
    ['+1 204 234 5678', 'CA', 'US'],
    ['+44 7797 123456', 'JE', 'GB'],
    ['+44 1534 123456', 'JE', 'GB'],
    ['+44 7781 123456', 'GG', 'GB'],
    ['+44 7624 123456', 'IM', 'GB'],
    ['+44 800 123 4567', 'GB', 'JE'],
    ['+39 06 698 12345', 'VA', 'IT'],
    ['+39 312 345 6789', 'IT', 'VA'],
    ['+590 690 12 34 56', 'GP', 'FR'],
    ['+262 692 12 34 56', 'RE', 'FR'],
    ['+47 79 12 34 56', 'SJ', 'NO'],
    ['+358 18 123456', 'AX', 'FI'],
    ['+7 701 234 5678', 'KZ', 'RU'],
  ])('%s needs %s in the setting beside %s', (typed, needed, allowed) => {
    expect(parseReachOut({ ...sms, phone: typed }, only(allowed))).toMatchObject({
      errors: { phone: expect.stringContaining(`add ${needed} to REACH_OUT_ALLOWED_COUNTRIES`) },
    });
  });
});

describe('SMS to a number that usually takes none', () => {
  const landline = 'This is a landline, which usually takes no SMS.';
  const tollFree = 'This is a toll-free number, which usually takes no SMS.';

  test.each([
    ['+44 20 7946 0958', landline],
    ['+33 1 40 12 34 56', landline],
    ['+55 11 3333 4444', landline],
    ['+1 800 234 5678', tollFree],
    ['+1 833 555 0123', tollFree],
    ['+44 800 123 4567', tollFree],
    ['+44 333 123 4567', "This is a company's central number, which usually takes no SMS."],
    [
      '+54 11 2345 6789',
      'Written like this, it is a landline, which usually takes no SMS. If it is a mobile, put a 9 after +54.',
    ],
  ])('%s: a warning while typing and on the card, and it goes', (typed, warning) => {
    const values = { ...sms, phone: typed };
    expect(fieldHints(values, settings).phone?.endsWith(`. ${warning}`)).toBe(true);
    expect(parseReachOut(values, settings)).toMatchObject({ ok: true, warnings: [warning] });
    expect(parseReachOut({ ...whatsapp, phone: typed }, settings)).toMatchObject({ warnings: [DAY] });
  });

  test.each([
    '+1 206 555 0152',
    '+44 7911 234567',
    '+54 9 11 2345 6789',
    '+52 55 1234 5678',
    '+44 1632 960123',
    '+1 436 217 5944',
    '+882 16 123456',
  ])('%s: nothing to warn of', (typed) => {
    expect(parseReachOut({ ...sms, phone: typed }, settings)).toMatchObject({ ok: true, warnings: [] });
  });
});

describe('hints while typing', () => {
  test.each<[FormValues, object]>([
    [{}, { phone: HOW_TO_WRITE }],
    [{ ...sms, phone: '+12065550152' }, { phone: '+1 206 555 0152 in the United States.' }],
    [{ ...sms, phone: '+1 206 555 0152' }, { phone: 'A number in the United States.' }],
    [{ ...sms, phone: '+1 206', message: ' ' }, { phone: HOW_TO_WRITE }],
    [
      { ...voice, phone: '07700 900123' },
      { phone: HOW_TO_WRITE, message: 'The flow speaks it to whoever answers, voicemail included.' },
    ],
    [
      { ...voice, phone: '+44 7700 900123' },
      {
        phone:
          "A number in the United Kingdom. Amazon Connect doesn't call numbers beginning with +447 until AWS raises a quota. If this call is refused, ask whoever installed Reach Out to request it.",
        message: 'The flow speaks it to whoever answers, voicemail included.',
      },
    ],
    [
      { ...whatsapp, phone: '+800 1234 5678', message: 'x' },
      { phone: '+800 1234 5678.', message: DAY },
    ],
    [
      { ...sms, phone: '', message: 'x'.repeat(100_000) },
      {
        phone: HOW_TO_WRITE,
        message: '100,000 of 1,024 characters.',
      },
    ],
  ])('%.80j', (values, hints) => {
    expect(fieldHints(values, settings)).toEqual(hints);
  });

  test.each<[string, string]>([
    ['', 'Without a country code, it is read as a number in the United Kingdom.'],
    ['07700 900123', '+44 7700 900123 in the United Kingdom.'],
    ['+1 206 555 0152', 'A number in the United States.'],
  ])('with a default country nobody is asked for a code: %j', (typed, hint) => {
    expect(fieldHints({ phone: typed }, { ...settings, defaultCountry: 'GB' })).toEqual({ phone: hint });
  });

  test.each(['', 'Ms Alvarez', '112', '12'])('nor in a refusal: %j', (typed) => {
    const { errors } = parseReachOut({ ...sms, phone: typed }, { ...settings, defaultCountry: 'GB' }) as {
      errors: FieldErrors;
    };
    expect(errors.phone).toMatch(/for example \+1 206 555 0152\.$/);
    expect(errors.phone).not.toMatch(/country code/);
  });
});

test('an ordinary SMS is judged in under a millisecond', () => {
  const values = { ...sms, attributes: 'order_id=1234\ntier=gold' };
  for (let i = 0; i < 500; i++) parseReachOut(values, settings);
  const started = process.cpuUsage();
  for (let i = 0; i < 1000; i++) parseReachOut(values, settings);
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(1);
});
