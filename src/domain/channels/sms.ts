import { SegmentedMessage } from 'sms-segments-calculator';
import { CHAT, type ChatDefinition, type MessageParts } from './channel.ts';

export const sms: ChatDefinition = {
  ...CHAT,
  label: 'SMS',
  words: ['sms', 'text'],
  example: '+1 206 555 0152 sms Your order is ready',
  messageHint: 'Up to 1,024 characters.',
  // Source: Amazon Connect Administrator Guide, SMS messaging.
  longestMessage: 1024,
  measure,
  subtype: 'connect:SMS',
  isTextOnly: true,
  variables: { sourceArn: 'CONNECT_SMS_SOURCE_ARN', flowId: 'CONNECT_SMS_FLOW_ID' },
};

/** Each part is billed. Source: AWS End User Messaging SMS, character limits. */
function measure(message: string): MessageParts {
  const segmented = new SegmentedMessage(message);
  const { segmentsCount: parts, encodingName: encoding } = segmented;
  if (encoding !== 'UCS-2') return { parts, encoding };
  const unusual = segmented.getNonGsmCharacters().find((character) => character.trim() !== '');
  const cause = unusual ? `“${unusual}”` : 'An unusual space';
  return { parts, encoding, note: `${cause} makes parts shorter: 70 characters instead of 160.` };
}
