import type { QSeed } from './seed.ts';
import { QUICK_RESPONSES } from './seed-quick-responses.ts';
import type { Template } from './template.ts';

/** Ids that tests and the sandbox refer to. */
export const Q_SEED_IDS = {
  templates: '60000000-0000-4000-8000-000000000001',
  quickResponses: '60000000-0000-4000-8000-000000000002',
  orderReady: '70000000-0000-4000-8000-000000000001',
  appointment: '70000000-0000-4000-8000-000000000002',
  openingHours: '70000000-0000-4000-8000-000000000003',
  onlyDrafted: '70000000-0000-4000-8000-000000000004',
  orderShipped: '70000000-0000-4000-8000-000000000005',
  rejected: '70000000-0000-4000-8000-000000000006',
  welcome: '70000000-0000-4000-8000-000000000007',
  newsletter: '70000000-0000-4000-8000-000000000008',
} as const;

const CREATED = Date.UTC(2025, 5, 2, 8, 0);

const base = { knowledgeBaseId: Q_SEED_IDS.templates, createdAt: CREATED, language: 'en_US' };

/** One that is active as it is drafted. */
function published(
  template: Omit<Template, 'knowledgeBaseId' | 'createdAt' | 'versions' | 'active'>,
): Template {
  return { ...base, ...template, versions: [template.draft], active: 1 };
}

const BUSINESS_ACCOUNT = 'waba-0123456789abcdef0123456789abcdef';

const whatsApp = (name: string, templateId: string) =>
  ({ businessAccountId: BUSINESS_ACCOUNT, templateId, name, language: 'en_US', status: 'VALID' }) as const;

const body = (...names: string[]) =>
  JSON.stringify({
    type: 'BODY',
    parameters: names.map((name) => ({ type: 'text', text: `{{Attributes.${name}}}` })),
  });

/** SMS and WhatsApp, active and not, with and without attributes. */
const TEMPLATES: readonly Template[] = [
  published({
    id: Q_SEED_IDS.orderReady,
    name: 'Order ready',
    description: 'An order waits at a shop',
    channelSubtype: 'SMS',
    draft: {
      text: 'Hi {{Attributes.first_name}}, your order {{Attributes.order}} is ready at {{Attributes.shop}}.',
      defaults: { customAttributes: { shop: 'our shop in Pine Street' } },
    },
  }),
  {
    ...published({
      id: Q_SEED_IDS.appointment,
      name: 'Appointment reminder',
      channelSubtype: 'SMS',
      draft: { text: 'Being rewritten: {{Attributes.day}}' },
    }),
    versions: [
      { text: 'Your appointment is on {{Attributes.day}}.' },
      {
        text: 'Hello {{Attributes.Customer.FirstName}}, we expect you on {{Attributes.day}} at {{Attributes.time}}.',
      },
    ],
    active: 2,
  },
  published({
    id: Q_SEED_IDS.openingHours,
    name: 'Opening hours',
    channelSubtype: 'SMS',
    draft: { text: 'We are open from 9 to 5, Monday to Friday.' },
  }),
  {
    ...base,
    id: Q_SEED_IDS.onlyDrafted,
    name: 'Winter sale',
    channelSubtype: 'SMS',
    draft: { text: 'Not yet for anybody: {{Attributes.discount}}' },
    versions: [],
  },
  published({
    id: Q_SEED_IDS.orderShipped,
    name: 'Order shipped',
    channelSubtype: 'WHATSAPP',
    draft: {
      text: JSON.stringify({
        name: 'order_shipped',
        language: 'en_US',
        components: [
          { type: 'HEADER', format: 'TEXT', text: 'Your order' },
          { type: 'BODY', text: 'Hi {{1}}, your order {{2}} has been shipped.' },
          { type: 'FOOTER', text: 'Example Shop' },
        ],
      }),
      components: [body('first_name', 'order')],
    },
    whatsApp: whatsApp('order_shipped', '100000000000001'),
  }),
  published({
    id: Q_SEED_IDS.rejected,
    name: 'Win a prize',
    channelSubtype: 'WHATSAPP',
    draft: {
      text: JSON.stringify({ components: [{ type: 'BODY', text: 'You have won {{1}}!' }] }),
      components: [body('prize')],
    },
    whatsApp: {
      ...whatsApp('win_a_prize', '100000000000002'),
      status: 'REJECTED',
      statusReason: 'Rejected by WhatsApp',
    },
  }),
  published({
    id: Q_SEED_IDS.welcome,
    name: 'Welcome back',
    channelSubtype: 'WHATSAPP',
    draft: {
      text: JSON.stringify({ components: [{ type: 'BODY', text: 'Hello, may we write to you again?' }] }),
    },
    whatsApp: whatsApp('welcome_back', '100000000000003'),
  }),
  published({
    id: Q_SEED_IDS.newsletter,
    name: 'Newsletter',
    channelSubtype: 'EMAIL',
    draft: { text: 'For e-mail alone' },
  }),
];

/** Any part can be overridden. */
export function defaultQSeed(overrides: Partial<QSeed> = {}): QSeed {
  return {
    accountId: '123456789012',
    region: 'us-east-1',
    knowledgeBases: [
      { id: Q_SEED_IDS.templates, name: 'Message templates', type: 'MESSAGE_TEMPLATES' },
      { id: Q_SEED_IDS.quickResponses, name: 'Quick responses', type: 'QUICK_RESPONSES' },
    ],
    templates: TEMPLATES,
    quickResponses: QUICK_RESPONSES,
    ...overrides,
  };
}
