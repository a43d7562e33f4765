import { CHAT, type ChatDefinition } from './channel.ts';

export const whatsapp: ChatDefinition = {
  ...CHAT,
  label: 'WhatsApp',
  words: ['whatsapp', 'wa'],
  example: '+44 7700 900123 whatsapp Hello',
  freeTextWarning: 'If the customer last wrote more than 24 hours ago, WhatsApp delivers only templates.',
  // Source: Amazon Connect Administrator Guide, WhatsApp messaging.
  longestMessage: 4096,
  // Source: WhatsApp Business Platform, "Customer service window".
  windowHours: 24,
  hasTemplateStatus: true,
  hasReceipts: true,
  subtype: 'connect:WhatsApp',
  importedFrom: 'social-messaging',
  variables: { sourceArn: 'CONNECT_WHATSAPP_SOURCE_ARN', flowId: 'CONNECT_WHATSAPP_FLOW_ID' },
};
