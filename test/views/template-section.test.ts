import { expect, test } from '@jest/globals';
import type { FilledTemplate } from '../../src/domain/templates/fill-template.ts';
import type { Template } from '../../src/domain/templates/templates.ts';
import { buildSection } from '../../src/views/modal/template-section.ts';

const ORDER: Template = {
  ...{ id: 'id', version: 3, name: 'Order ready', channel: 'sms', fromElsewhere: [], sendAs: 'id' },
  ...{ text: 'Order {{order}}', attributes: [{ name: 'order' }] },
};
const MANY = Array.from({ length: 150 }, (_, n) => ({ name: `a${n}` }));

function chosen(changes: Partial<Template>, text = 'Order 12') {
  const filled: FilledTemplate = {
    ...{ kind: 'known', template: { ...ORDER, ...changes }, knowledgeBaseId: 'kb' },
    ...{ values: {}, missing: [], unfilled: [], rendered: { text } },
  };
  return buildSection({ channel: 'sms', values: {}, window: 'always', filled: [filled, 'Ada'] }).chosen;
}

test.each<[what: string, changes: Partial<Template>, text: string | undefined, expected: object]>([
  ['is read', {}, undefined, { notes: ['The customer reads: Order 12'], shown: 'id:3' }],
  ['says nothing', {}, '', { notes: ["It isn't known what the customer reads."] }],
  ['has more than a form holds', { attributes: MANY }, undefined, { attributes: [] }],
  ['is of another channel', { channel: 'whatsapp' }, undefined, { attributes: [] }],
  ['is not taken', { status: 'REJECTED' }, undefined, { attributes: [{ name: 'order' }] }],
])('a template that %s', (_what, changes, text, expected) => {
  expect(chosen(changes, text)).toMatchObject(expected);
});
