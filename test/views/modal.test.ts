import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CHANNEL_NAMES } from '../../src/domain/channels/registry.ts';
import { fieldHints } from '../../src/domain/intake/field-hints.ts';
import { FIELD_NAMES, isOption } from '../../src/domain/intake/fields/fields.ts';
import type { FormValues } from '../../src/domain/intake/form.ts';
import { validateView } from '../../src/sandbox/slack/block-kit/view.ts';
import { buildModal } from '../../src/views/modal/modal.ts';
import { askText } from '../../src/views/sentences/questions.ts';

const FIELDS = FIELD_NAMES.filter(
  (name) => isOption(name) || ['phone', 'quick_response', 'message'].includes(name),
);
const settings = { instanceId: 'i', channels: { voice: { flowId: 'f', senders: [] } } };

const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('+44 7400 123456', 'true', 'text/plain', '60', '-1', ' ', '\n', 'x'.repeat(3000)),
);
const answer = fc.oneof(typed, fc.array(typed, { maxLength: 3 }));

const forms = fc.record({
  values: fc.dictionary(fc.constantFrom(...FIELDS), answer).map((values) => values as FormValues),
  channel: fc.constantFrom(...CHANNEL_NAMES),
  channels: fc.subarray([...CHANNEL_NAMES], { minLength: 1 }),
  more: fc.boolean(),
  listable: fc.boolean(),
  pick: fc.boolean(),
  templates: fc.option(
    fc.record({
      isFirst: fc.boolean(),
      chosen: fc.record({
        name: fc.string({ minLength: 1, maxLength: 255 }),
        attributes: fc.uniqueArray(
          fc.record({
            name: fc.string({ minLength: 1, maxLength: 200 }).filter((one) => one.trim() !== ''),
            fallback: fc.option(typed, { nil: undefined }),
          }),
          { maxLength: 40, selector: ({ name }) => name },
        ),
        notes: fc.array(
          fc.string({ minLength: 1, maxLength: 5000 }).filter((one) => one.trim() !== ''),
          { maxLength: 3 },
        ),
      }),
    }),
    { nil: undefined },
  ),
  asked: fc.option(
    fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('unknown_range', 'another'),
        text: fc.string({ minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== ''),
        isTicked: fc.boolean(),
      }),
      { minLength: 1, maxLength: 2, selector: ({ name }) => name },
    ),
    { nil: undefined },
  ),
  name: fc.option(fc.string({ minLength: 1, maxLength: 127 }), { nil: undefined }),
});

test('with any answers at all, the modal is one that Slack takes', () => {
  fc.assert(
    fc.property(forms, ({ values, channel, channels, more, listable, pick, templates, asked, name }) => {
      const filled = { ...values, channel };
      const view = buildModal({
        metadata: {
          reach_out_id: '6f1f6d5e-6a6f-4f0e-8a44-111111111111',
          place_id: 'C1',
          more_options: more,
          kept: values as Record<string, string>,
        },
        channels,
        values: filled,
        hints: fieldHints(filled, settings),
        ...(templates && channel !== 'voice' && { templates }),
        ...(pick && { placeHint: 'Reach Out must be in it.' }),
        focus: 'phone',
        ...(asked && { asked }),
        lists: { isListable: () => listable, nameOf: () => name },
        ...(listable && {
          responses: { nameOf: () => name },
          setAside: values.message ? ['x'.repeat(2000)] : [],
        }),
      });
      validateView(JSON.parse(JSON.stringify(view)), 'modal');
      expect(String(view.private_metadata).length).toBeLessThanOrEqual(3000);
    }),
    { numRuns: 300 },
  );
});

test('a question fits into an option, however long its number, so that it reads the same when it comes back', () => {
  const longest = '+999 12 34 56 78 90 12';
  expect(askText({ name: 'unknown_range', number: longest }).length).toBeLessThanOrEqual(75);
  expect(askText({ name: 'shared_conversation', place: `#${'x'.repeat(80)}` })).toHaveLength(75);
});

test('what was set aside stays in sight beside a template, also where the message is cleared', () => {
  const { blocks } = buildModal({
    metadata: { reach_out_id: '6f1f6d5e-6a6f-4f0e-8a44-111111111111' },
    channels: ['sms'],
    values: { channel: 'sms' },
    hints: {},
    lists: { isListable: () => true, nameOf: () => undefined },
    responses: { nameOf: () => undefined },
    setAside: ['Hello Ann'],
    templates: { isFirst: false, chosen: { attributes: [], notes: [] } },
  });
  expect(blocks.map(({ block_id }) => block_id)).toContain('set_aside:0');
});
