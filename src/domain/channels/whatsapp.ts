import { CHAT, type ChatDefinition } from './channel.ts';

export const whatsapp: ChatDefinition = {
  ...CHAT,
  label: 'WhatsApp',
  words: ['whatsapp', 'wa'],
  example: '+44 7700 900123 whatsapp Hello',
  messageHint:
    'More than 24 hours after the customer last wrote, WhatsApp takes templates only: see More options.',
  // Source: Amazon Connect Administrator Guide, WhatsApp messaging.
  longestMessage: 4096,
  subtype: 'connect:WhatsApp',
  variables: { sourceArn: 'CONNECT_WHATSAPP_SOURCE_ARN', flowId: 'CONNECT_WHATSAPP_FLOW_ID' },
};
