import { describe, expect, test } from '@jest/globals';
import { CHANNEL_NAMES, channelOf } from '../../../src/domain/channels/registry.ts';
import {
  FIELD_NAMES,
  FIELDS,
  fieldOf,
  isOption,
  optionGroupsOf,
} from '../../../src/domain/intake/fields/fields.ts';
import { buildModal } from '../../../src/views/modal/modal.ts';

const FIRST = ['phone', 'channel', 'sender', 'template', 'quick_response', 'message', 'conversation'];

const OPTIONS = {
  chat: [
    'send_at',
    'contact_flow_id',
    'content_type',
    'knowledge_base_id',
    'message_template_id',
    'template_attributes',
    'customer_profile_attributes',
    'attributes',
    'segment_attributes',
    'chat_duration_in_minutes',
    'display_name',
    'supported_messaging_content_types',
    'related_contact_id',
  ],
  call: [
    'send_at',
    'contact_flow_id',
    'queue_id',
    'source_phone_number',
    'attributes',
    'traffic_type',
    'answer_machine_detection',
    'await_answer_machine_prompt',
    'campaign_id',
    'ring_timeout_in_seconds',
    'name',
    'description',
    'references',
    'related_contact_id',
  ],
};

test('the table holds every parameter of both operations, when to send, and nothing else', () => {
  expect(new Set<string>(FIELD_NAMES)).toEqual(new Set([...FIRST, ...OPTIONS.chat, ...OPTIONS.call]));
  expect(FIELD_NAMES.filter((name) => !isOption(name))).toEqual(FIRST);
});

test.each(CHANNEL_NAMES)('%s has its fields in the form', (channel) => {
  const options = OPTIONS[channelOf(channel).kind];
  const shown = optionGroupsOf(channel).flatMap(({ names }) => names);
  expect(shown.toSorted()).toEqual(options.toSorted());
  const { blocks } = buildModal({
    metadata: { reach_out_id: '6f1f6d5e-6a6f-4f0e-8a44-111111111111', more_options: true },
    channels: [channel],
    senders: ['Support', 'Sales'],
    ...(channelOf(channel).kind === 'chat' && { templates: { isFirst: true } }),
    values: {},
    hints: {},
    responses: { nameOf: () => undefined },
    lists: { isListable: () => true, nameOf: () => undefined },
  });
  const inputs = blocks.filter(({ type }) => type === 'input');
  const isOffered = (name: string) => name !== 'template' || channelOf(channel).kind === 'chat';
  expect(inputs.map(({ block_id }) => block_id)).toEqual([...FIRST.filter(isOffered), ...shown]);
  for (const input of inputs) expect(input).toMatchObject({ element: { action_id: input.block_id } });
});

describe.each(FIELD_NAMES)('%s', (name) => {
  const { label, hint = 'x', input, schema } = fieldOf(name);
  const isTaken = (...answers: string[]) => schema.safeParse(answers).success;

  test("has texts within Slack's limits", () => {
    for (const text of [label, hint]) {
      expect(text.trim()).not.toBe('');
      expect(text.length).toBeLessThanOrEqual(2000);
    }
    if ('placeholder' in input) expect(input.placeholder?.length).toBeLessThanOrEqual(150);
  });

  test('takes what its input can send, and no more', () => {
    if (input.kind === 'number') {
      const { least, most } = input;
      expect([least - 1, least, most, most + 1].map((number) => isTaken(String(number)))).toEqual([
        false,
        true,
        true,
        false,
      ]);
    }
    if (input.kind === 'select' || input.kind === 'multi_select') {
      const values = input.options.map(({ value }) => value);
      for (const value of values) expect(isTaken(value)).toBe(true);
      expect(isTaken('another')).toBe(false);
      expect(isTaken(...values)).toBe(input.kind === 'multi_select');
    }
    if (input.kind === 'moment') expect([isTaken('1800000000'), isTaken('soon')]).toEqual([true, false]);
    if (input.kind === 'switch') expect([isTaken('true'), isTaken('on')]).toEqual([true, false]);
    if (input.kind === 'text' || input.kind === 'lines') {
      expect(isTaken('a', 'b')).toBe(false);
      expect(isTaken('a\0')).toBe(false);
    }
  });
});

test('what a list holds is read as it is', () => {
  expect(FIELDS.contact_flow_id.schema.parse([' arn:aws:connect:x:y:instance/z/contact-flow/f '])).toBe(
    'arn:aws:connect:x:y:instance/z/contact-flow/f',
  );
  expect(FIELDS.queue_id.schema.safeParse(['Main queue']).success).toBe(false);
});
