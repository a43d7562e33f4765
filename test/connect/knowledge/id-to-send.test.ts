import { expect, test } from '@jest/globals';
import { idToSend } from '../../../src/connect/knowledge/id-to-send.ts';
import { type Edition, templateAnswer } from '../../../src/connect/knowledge/shapes.ts';
import type { KnowledgeAnswer, KnowledgeTrouble } from '../../../src/domain/knowledge/answer.ts';

const sms = (content: string, customAttributes?: object) =>
  templateAnswer.parse({
    messageTemplate: {
      content: { sms: { body: { plainText: { content } } } },
      ...(customAttributes && { defaultAttributes: { customAttributes } }),
    },
  }).messageTemplate;

const whatsApp = (data: string, status: string, component: string) =>
  templateAnswer.parse({
    messageTemplate: {
      content: { whatsApp: { data } },
      sourceConfigurationSummary: { whatsApp: { status, components: [component] } },
    },
  }).messageTemplate;

const known = (value: Edition): KnowledgeAnswer<Edition> => ({ kind: 'known', value });
const unknown = (trouble: KnowledgeTrouble): KnowledgeAnswer<Edition> => ({ kind: 'unknown', trouble });

test.each<[what: string, active: Edition, latest: KnowledgeAnswer<Edition>, expected: string]>([
  ['the same', sms('Hi'), known(sms('Hi')), 'id'],
  [
    'the same, under another name',
    sms('Hi'),
    known({ ...sms('Hi'), name: 'Greeting', versionNumber: 9 }),
    'id',
  ],
  ['another text', sms('Hi'), known(sms('Hello')), 'id:3'],
  ['another default', sms('Hi', { a: '1' }), known(sms('Hi', { a: '2' })), 'id:3'],
  ['no default any more', sms('Hi', { a: '1' }), known(sms('Hi')), 'id:3'],
  ['no default in other words', sms('Hi', {}), known(sms('Hi')), 'id'],
  ['only another status', whatsApp('{}', 'VALID', 'a'), known(whatsApp('{}', 'INVALID', 'a')), 'id'],
  ['another mapping', whatsApp('{}', 'VALID', 'a'), known(whatsApp('{}', 'VALID', 'b')), 'id:3'],
  ['no draft', sms('Hi'), unknown('gone'), 'id'],
  ['a draft that may not be read', sms('Hi'), unknown('denied'), 'id:3'],
  ['a draft that cannot be read now', sms('Hi'), unknown('busy'), 'id:3'],
  ['nothing in time', sms('Hi'), unknown('away'), 'id:3'],
])('%s', (_what, active, latest, expected) => {
  expect(idToSend({ id: 'id', version: 3 }, active, latest)).toBe(expected);
});

test('without a version, there is nothing but the id', () => {
  expect(idToSend({ id: 'id' }, sms('Hi'), known(sms('Hello')))).toBe('id');
});
