import { SegmentedMessage } from 'sms-segments-calculator';
import { noSmsWarning } from '../phone/no-sms-warning.ts';
import { CHAT, type ChatDefinition, type MessageParts } from './channel.ts';

export const sms: ChatDefinition = {
  ...CHAT,
  label: 'SMS',
  words: ['sms', 'text'],
  example: '+1 206 555 0152 sms Your order is ready',
  // Source: Amazon Connect Administrator Guide, SMS messaging.
  longestMessage: 1024,
  measure,
  warningOf: noSmsWarning,
  subtype: 'connect:SMS',
  isTextOnly: true,
  variables: { sourceArn: 'CONNECT_SMS_SOURCE_ARN', flowId: 'CONNECT_SMS_FLOW_ID' },
};

/** Each part is billed. Source: AWS End User Messaging SMS, character limits. */
function measure(message: string): MessageParts {
  const segmented = new SegmentedMessage(message);
  const { segmentsCount: parts, encodingName: encoding } = segmented;
  const note =
    encoding === 'UCS-2' ? noteOnShorterParts(message, segmented) : parts > 1 && noteOnPairs(message);
  return { parts, encoding, ...(note && { note }) };
}

function noteOnShorterParts(message: string, segmented: SegmentedMessage): string {
  const unusual = segmented.getNonGsmCharacters().find((character) => character.trim() !== '');
  const cause = unusual ? `“${unusual}”` : 'An unusual space';
  const counted = ABOVE_UCS_2.test(message) ? ', of which an emoji takes two or more' : '';
  return `${cause} makes parts shorter: 70 characters instead of 160${counted}.`;
}

function noteOnPairs(message: string): string | undefined {
  const pair = TAKES_TWO_IN_GSM_7.exec(message)?.[0];
  return pair && `“${pair}” takes the room of two characters.`;
}

const ABOVE_UCS_2 = /[\u{10000}-\u{10ffff}]/u;
/** Source: 3GPP TS 23.038, the extension table of the default alphabet. */
const TAKES_TWO_IN_GSM_7 = /[\^{}\\[\]~|€\f]/;
