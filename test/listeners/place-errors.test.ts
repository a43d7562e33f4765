import { expect, test } from '@jest/globals';
import type { FieldErrors } from '../../src/domain/intake/form.ts';
import { placeErrors } from '../../src/listeners/form-values.ts';

const viewWith = (...ids: string[]) => ({
  blocks: ids.map((block_id) => ({ type: 'input', block_id })),
  state: { values: {} },
});

const TEMPLATED = viewWith('phone', 'channel', 'template', 'attribute:order');

test.each<[what: string, errors: FieldErrors, view: ReturnType<typeof viewWith>, expected: object]>([
  ['at its field', { 'attribute:order': 'A.' }, TEMPLATED, { 'attribute:order': 'A.' }],
  ['of an attribute that is not in sight', { 'attribute:day': 'A.' }, TEMPLATED, { template: 'A.' }],
  ['of the message that a template hides', { message: 'A.' }, TEMPLATED, { template: 'A.' }],
  ['of something else', { send_at: 'A.' }, TEMPLATED, { channel: 'A.' }],
  ['without a template', { 'attribute:day': 'A.' }, viewWith('phone', 'message'), { message: 'A.' }],
  [
    'said once',
    { knowledge_base_id: 'A.', message_template_id: 'A.', template: 'B.' },
    TEMPLATED,
    { template: 'A. B.' },
  ],
])('%s', (_what, errors, view, expected) => {
  expect(placeErrors(errors, view)).toEqual(expected);
});
