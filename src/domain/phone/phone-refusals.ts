import type { CountryCode } from 'libphonenumber-js/max';
import { countryName } from './country-name.ts';

export type PhoneRefusal = keyof typeof MESSAGES;

const EXAMPLE = 'for example +1 206 555 0152';

/** For a number typed without its country code, by a country that may not be its own. */
const ELSEWHERE = 'begin with + and the country code if it belongs elsewhere';

const WITH_CODE = ' with the country code';

/**
 * In the country that the number would be of, in the one by which it was read without a code, and whether a
 * code is needed at all.
 */
const MESSAGES = {
  empty: (_, __, needsCode) =>
    `Enter the phone number to reach${needsCode ? `,${WITH_CODE}` : ''}, ${EXAMPLE}.`,
  not_a_number: (_, __, needsCode) =>
    `That isn't a phone number. Enter one${needsCode ? WITH_CODE : ''}, ${EXAMPLE}.`,
  letters: `That number has letters in it. Type it with digits only, ${EXAMPLE}.`,
  spreadsheet:
    'A spreadsheet has shortened that number, so its last digits are lost. Format its column as text, and copy the number again.',
  extension: `Amazon Connect can't dial an extension. Enter the number without it, ${EXAMPLE}.`,
  several: "That's more than one phone number. Enter one here, and reach out to the others separately.",
  short_number: (_, __, needsCode) =>
    `Emergency numbers and short codes can't be contacted from here. Enter a full phone number${needsCode ? WITH_CODE : ''}, ${EXAMPLE}.`,
  incomplete: (_, __, needsCode) =>
    `That isn't a complete phone number. ${needsCode ? 'Include the country code' : 'Enter all of it'}, ${EXAMPLE}.`,
  no_country_code: `That isn't a complete phone number: the country code is missing. Include the country code, ${EXAMPLE}.`,
  code_missing: (_, home) =>
    `The country code is missing, or a digit is wrong: that can't be a number in ${home ? countryName(home) : 'any country'}. Begin with + and the country code, or check the digits.`,
  plus_missing: 'If that number begins with its country code, put a + in front of it.',
  unknown_country_code: `No country has the code that this number begins with. Check the digits after the +, ${EXAMPLE}.`,
  too_short: (_, home) =>
    home
      ? `That number is too short for ${countryName(home)}. Enter all of it, the area code included, or ${ELSEWHERE}.`
      : `That number is too short: digits are missing. Enter all of it, ${EXAMPLE}.`,
  too_long: (_, home) =>
    home
      ? `That number is too long for ${countryName(home)}. Check for digits typed twice, or ${ELSEWHERE}.`
      : 'That number has too many digits. Check for digits typed twice.',
  digit_missing: (_, home) =>
    `A digit is missing in that number. Check it${home ? `, or ${ELSEWHERE}` : ' against where you have it from'}.`,
  digit_too_many: (_, home) =>
    `That number has a digit too many. Check it${home ? `, or ${ELSEWHERE}` : ' against where you have it from'}.`,
  brazil_without_nine:
    'Mobile numbers in Brazil have nine digits after the area code. Put a 9 before the last eight, for example +55 11 91234-5678.',
  not_valid_in_country: (country, home) =>
    `That isn't a valid number in ${country ? countryName(country) : 'any country'}. Check its digits${home ? `, and ${ELSEWHERE}` : ' and its country code'}.`,
  premium_rate:
    "That's a premium-rate number, which costs extra to reach. Enter the person's ordinary number.",
  shared_cost: "That's a shared-cost number, which costs extra to reach. Enter the person's ordinary number.",
  pager: "That's a pager, which takes neither calls nor messages from here. Enter the person's phone number.",
  voicemail: "That's a voicemail access number. Enter the person's own phone number.",
} satisfies Record<string, Sentence>;

type Sentence =
  | string
  | ((country: CountryCode | undefined, home: CountryCode | undefined, needsCode: boolean) => string);

/** Why a number was refused and what to do, for the person who typed it. The number itself isn't repeated. */
export function phoneRefusalMessage(
  reason: PhoneRefusal,
  { country, home }: { country?: CountryCode | undefined; home?: CountryCode | undefined },
  needsCode: boolean,
): string {
  const sentence: Sentence = MESSAGES[reason];
  return typeof sentence === 'string' ? sentence : sentence(country, home, needsCode);
}
