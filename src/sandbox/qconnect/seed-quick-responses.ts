import type { QuickResponse } from './quick-response.ts';

const KNOWLEDGE_BASE = '60000000-0000-4000-8000-000000000002';
const CREATED = Date.UTC(2025, 5, 3, 8, 0);

/** Of the last digit of an id. */
function response(
  digit: number,
  one: Partial<QuickResponse> & Pick<QuickResponse, 'name' | 'text'>,
): QuickResponse {
  return {
    id: `90000000-0000-4000-8000-00000000000${digit}`,
    knowledgeBaseId: KNOWLEDGE_BASE,
    createdAt: CREATED,
    format: 'plain',
    isActive: true,
    channels: ['Chat'],
    language: 'en_US',
    ...one,
  };
}

/** For chats and calls, active and not, with and without attributes, in two languages. */
export const QUICK_RESPONSES: readonly QuickResponse[] = [
  response(1, {
    name: 'Opening hours',
    shortcutKey: 'hours',
    text: 'We are open from 9 to 5, Monday to Friday.',
  }),
  response(2, {
    name: 'Order is late',
    shortcutKey: 'late',
    description: 'With the day on which it comes',
    text: 'I am sorry that your order is late. It comes on {{Attributes.delivery_day}}.\n{{Attributes.Agent.FirstName}}',
  }),
  response(3, {
    name: 'Thanks',
    shortcutKey: 'ty',
    format: 'markdown',
    text: '**Thank you** for writing to us! More is on [our help pages](https://example.com/help).',
  }),
  response(4, {
    name: 'Refund is on its way',
    shortcutKey: 'refund',
    channels: [],
    text: 'Your refund is on its way. It takes three to five working days.',
  }),
  response(5, {
    name: 'Öffnungszeiten',
    shortcutKey: 'zeiten',
    language: 'de_DE',
    text: 'Wir haben Montag bis Freitag von 9 bis 17 Uhr geöffnet.',
  }),
  response(6, {
    name: 'Call us back',
    shortcutKey: 'back',
    channels: ['Voice'],
    text: 'Please call us back when it suits you.',
  }),
  response(7, {
    name: 'Winter opening hours',
    shortcutKey: 'winter',
    isActive: false,
    text: 'In winter we are open from 10 to 4.',
  }),
];
