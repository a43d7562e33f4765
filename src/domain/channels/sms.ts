import { SegmentedMessage } from 'sms-segments-calculator';
import { noSmsWarning } from '../phone/no-sms-warning.ts';
import { CHAT, type ChatDefinition, type MessageParts } from './channel.ts';
import { countSmsParts } from './sms-parts.ts';

export const sms: ChatDefinition = {
  ...CHAT,
  label: 'SMS',
  words: ['sms', 'text'],
  example: '+1 206 555 0152 sms Your order is ready',
  // Source: Amazon Connect Administrator Guide, SMS messaging.
  longestMessage: 1024,
  measure,
  countParts: countSmsParts,
  warningOf: noSmsWarning,
  subtype: 'connect:SMS',
  importedFrom: 'sms-voice',
  isTextOnly: true,
  hasOptOutList: true,
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
  const counted = ABOVE_UCS_2.test(message) ? ', of which an emoji takes two or more' : '';
  return `${named(segmented.getNonGsmCharacters(), 'makes', 'make')} parts shorter: 70 characters instead of 160${counted}.`;
}

function noteOnPairs(message: string): string | undefined {
  const pairs = message.match(TAKES_TWO_IN_GSM_7);
  return pairs ? `${named(pairs, 'takes', 'take')} the room of two characters.` : undefined;
}

/** "“ł” makes", "“ł”, an unusual space and the quotation mark ” make": each once, the first three by name. */
function named(characters: string[], one: string, several: string): string {
  const quotes = new Set(characters.filter((character) => QUOTE.test(character)));
  const others = characters.filter((character) => !quotes.has(character)).map(nameOf);
  const mark = `the quotation mark${quotes.size > 1 ? 's' : ''} ${[...quotes].join(' ')}`;
  const names = [...new Set(others), ...(quotes.size > 0 ? [mark] : [])];
  const told = names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED), 'more'] : names;
  const whole = `${told.slice(0, -1).join(', ')}${told.length > 1 ? ' and ' : ''}${told.at(-1)}`;
  const verb = told.length > 1 || quotes.size > 1 ? several : one;
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)} ${verb}`;
}

function nameOf(character: string): string {
  if (/^[‘’]$/.test(character)) return `the apostrophe ${character}`;
  if (character.trim() === '') return 'an unusual space';
  if (/^[\p{C}\p{M}]+$/u.test(character)) return 'an invisible character';
  return `“${character}”`;
}

const QUOTE = /^(?![‘’])[\p{Quotation_Mark}´]$/u;
const MOST_NAMED = 3;
const ABOVE_UCS_2 = /[\u{10000}-\u{10ffff}]/u;
/** Source: 3GPP TS 23.038, the extension table of the default alphabet. */
const TAKES_TWO_IN_GSM_7 = /[\^{}\\[\]~|€\f]/g;
