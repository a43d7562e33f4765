import { SegmentedMessage } from 'sms-segments-calculator';
import type { Channel } from '../reach-out/reach-out.ts';
import { countCharacters, inUnits, LONGEST_TYPED, tooLongForSlack, withCommas } from './text-limits.ts';

/**
 * Characters of a text message. Source: Amazon Connect Administrator Guide, SMS and WhatsApp messaging. A call
 * has no limit of its own: there the 32,768 bytes of all attributes count.
 */
const LIMITS: Record<Channel, number | undefined> = { sms: 1024, whatsapp: 4096, voice: undefined };

const NAMES: Record<Channel, string> = { sms: 'SMS', whatsapp: 'WhatsApp', voice: 'a call' };

interface MessageMeasure {
  characters: number;
  /** SMS within its limit only. Each part is billed. Source: AWS End User Messaging SMS, character limits. */
  sms?: { parts: number; encoding: 'GSM-7' | 'UCS-2' };
  /** "144 characters, 3 parts", for showing while the person types; the refusal when it is too long. */
  hint: string;
}

/** How long a message is and, for SMS, in how many parts it goes out. */
export function measureMessage(text: string, channel: Channel): MessageMeasure {
  const characters = countCharacters(text);
  const refusal = tooLong(text, channel);
  if (refusal) return { characters, hint: refusal };
  const counted = inUnits(characters, 'character');
  if (channel !== 'sms' || characters === 0) return { characters, hint: counted };

  const segmented = new SegmentedMessage(text);
  const parts = segmented.segmentsCount;
  const encoding = segmented.encodingName;
  const unusual = segmented.getNonGsmCharacters().find((character) => character.trim() !== '');
  const why =
    encoding === 'UCS-2'
      ? ` ${unusual ? `“${unusual}”` : 'An unusual space'} makes parts shorter: 70 characters instead of 160.`
      : '';
  return {
    characters,
    sms: { parts, encoding },
    hint: `${counted}, ${inUnits(parts, 'part')}${why && '.'}${why}`,
  };
}

/** Why a message is too long for its channel, by how much, and what to do; nothing when it fits. */
export function tooLong(message: string, channel: Channel): string | undefined {
  const limit = LIMITS[channel];
  if (limit === undefined || limit > LONGEST_TYPED) return tooLongForSlack(message);
  const excess = countCharacters(message) - limit;
  if (excess <= 0) return undefined;
  return `The message is ${inUnits(excess, 'character')} too long for ${NAMES[channel]} (at most ${withCommas(limit)}). Shorten it.`;
}
