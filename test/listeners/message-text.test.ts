import { expect, test } from '@jest/globals';
import { findPhoneNumbers } from '../../src/domain/phone/find-phone-numbers.ts';
import { messageText } from '../../src/listeners/shortcuts/message-text.ts';

const NUMBER = '+1 206 555 0152';

test.each<[string, object]>([
  ['in its text', { text: `Call ${NUMBER}` }],
  [
    'in a section',
    { text: '', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `*To* ${NUMBER}` } }] },
  ],
  ['in a field', { blocks: [{ type: 'section', fields: [{ type: 'mrkdwn', text: NUMBER }] }] }],
  [
    'in rich text',
    { blocks: [{ type: 'rich_text', elements: [{ elements: [{ type: 'text', text: `at ${NUMBER}` }] }] }] },
  ],
  [
    'in a field of an attachment',
    { text: 'Alert', attachments: [{ fields: [{ title: 'Phone', value: NUMBER }] }] },
  ],
  ['in a link to it', { blocks: [{ elements: [{ type: 'link', url: `tel:${NUMBER}`, text: NUMBER }] }] }],
  ['in a block of an attachment', { attachments: [{ blocks: [{ text: { text: NUMBER } }] }] }],
  ['in an attachment without more', { attachments: [{ fallback: `Call ${NUMBER}`, actions: null }] }],
])('a number is found %s', (_, message) => {
  expect(findPhoneNumbers(messageText(message))).toEqual(['+12065550152']);
});

test.each<[string, object]>([
  ['a button', { attachments: [{ actions: [{ text: 'Ack', value: '4255550152' }] }] }],
  ['a field of another name', { attachments: [{ fields: [{ value: '4255550152', title: 'Order ID' }] }] }],
  [
    'a link to something else',
    { blocks: [{ elements: [{ type: 'link', url: 'https://example.com/4255550152', text: '4255550152' }] }] },
  ],
])('none in %s', (_, message) => {
  expect(findPhoneNumbers(messageText(message), { defaultCountry: 'US' })).toEqual([]);
});

test('what nobody reads is no text', () => {
  const blocks = [{ type: 'actions', block_id: NUMBER, elements: [{ type: 'button', value: NUMBER }] }];
  expect(messageText({ text: 'Hi', blocks })).toBe('Hi');
});
