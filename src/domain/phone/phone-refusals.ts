import type { CountryCode } from 'libphonenumber-js/max';
import { countryName } from './country-name.ts';

export type PhoneRefusal =
  | 'empty'
  | 'not_a_number'
  | 'letters'
  | 'extension'
  | 'several'
  | 'short_number'
  | 'incomplete'
  | 'no_country_code'
  | 'unknown_country_code'
  | 'too_long'
  | 'not_valid_in_country'
  | 'premium_rate'
  | 'shared_cost'
  | 'pager'
  | 'voicemail';

const EXAMPLE = 'for example +1 206 555 0152';

const MESSAGES: Record<Exclude<PhoneRefusal, 'not_valid_in_country'>, string> = {
  empty: `Enter the phone number to reach, with the country code, ${EXAMPLE}.`,
  not_a_number: `That isn't a phone number. Enter one with the country code, ${EXAMPLE}.`,
  letters: `That number has letters in it. Type it with digits only, ${EXAMPLE}.`,
  extension: `Amazon Connect can't dial an extension. Enter the number without it, ${EXAMPLE}.`,
  several: "That's more than one phone number. Enter one here, and reach out to the others separately.",
  short_number: `Emergency numbers and short codes can't be contacted from here. Enter a full phone number with the country code, ${EXAMPLE}.`,
  incomplete: `That isn't a complete phone number. Include the country code, ${EXAMPLE}.`,
  no_country_code: `That isn't a complete phone number: the country code is missing. Include the country code, ${EXAMPLE}.`,
  unknown_country_code: `No country has the code that this number begins with. Check the digits after the +, ${EXAMPLE}.`,
  too_long:
    'That number has too many digits. Check for digits typed twice, and put a + before the country code.',
  premium_rate:
    "That's a premium-rate number, which costs extra to reach. Enter the person's ordinary number.",
  shared_cost: "That's a shared-cost number, which costs extra to reach. Enter the person's ordinary number.",
  pager: "That's a pager, which takes neither calls nor messages from here. Enter the person's phone number.",
  voicemail: "That's a voicemail access number. Enter the person's own phone number.",
};

/** Why a number was refused and what to do, for the person who typed it. The number itself isn't repeated. */
export function phoneRefusalMessage(reason: PhoneRefusal, country?: CountryCode): string {
  if (reason !== 'not_valid_in_country') return MESSAGES[reason];
  const place = country ? `in ${countryName(country)}` : 'in any country';
  return `That isn't a valid number ${place}. Check its digits, and begin with + and the country code if it belongs elsewhere.`;
}
