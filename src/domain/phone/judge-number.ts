import {
  type CountryCode,
  type NumberType,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { lacksBrazilianNine } from './number-habits.ts';
import { type PhoneRefusal, phoneRefusalMessage } from './phone-refusals.ts';

export interface ReadNumber {
  /** `^\+[1-9]\d{1,14}$`, as Amazon Connect's API model (PhoneNumber) wants it. */
  e164: string;
  /** Absent for numbers of no country, such as +800 and +882, and where several share an unknown range. */
  country?: CountryCode;
  /** As it is written abroad: +1 206 555 0152. */
  international: string;
}

export type PhoneNumberResult =
  | ({ ok: true } & ReadNumber)
  | {
      ok: false;
      reason: PhoneRefusal;
      /** Cause and next step, for the person who typed it. */
      message: string;
      /** The number, where only its range is unknown: libphonenumber learns of new ranges late. */
      possible?: ReadNumber;
    };

/** Universal access numbers (UK 03…) and toll-free ones stay allowed: businesses are reached by them. */
const REFUSED_TYPES: Partial<Record<NonNullable<NumberType>, PhoneRefusal>> = {
  PREMIUM_RATE: 'premium_rate',
  SHARED_COST: 'shared_cost',
  PAGER: 'pager',
  VOICEMAIL: 'voicemail',
};

/**
 * Ranges that regulators set aside for films, books and tests and that libphonenumber calls invalid.
 * Sources: NANPA (555-0100 to 0199), Ofcom, ARCEP, ComReg. They reach nobody, so trying things out is safe.
 */
const FICTITIOUS: [RegExp, CountryCode][] = [
  [/^\+1[2-9]\d{2}55501\d{2}$/, 'US'],
  [/^\+44(?:7700900|1632960)\d{3}$/, 'GB'],
  [/^\+3363998\d{4}$/, 'FR'],
  [/^\+3532091\d{5}$/, 'IE'],
];

const E164 = /^\+[1-9]\d{1,14}$/;

/** What is known of a number; `home` is the country that it was typed in without a country code. */
export function judge(parsed: PhoneNumber | undefined, home?: CountryCode): PhoneNumberResult | undefined {
  if (!parsed) return undefined;
  const e164 = parsed.number;
  if (!E164.test(e164)) return refuse('too_long');
  const fictitious = FICTITIOUS.find(([range]) => range.test(e164))?.[1];
  const refusal = REFUSED_TYPES[parsed.getType() ?? 'MOBILE'];
  if (refusal) return refuse(refusal);
  const isKnown = parsed.isValid() || fictitious !== undefined;
  const [likely, ...others] = parsed.getPossibleCountries();
  const country = parsed.country ?? fictitious ?? likely;
  const number = { e164, international: parsed.formatInternational() };
  if (isKnown) return { ok: true, ...number, ...(country && { country }) };
  // A number of a wrong length is refused for that.
  const hasLength = !['TOO_SHORT', 'TOO_LONG'].includes(validatePhoneNumberLength(e164) ?? '');
  const reason = hasLength ? whyNotValid(e164) : 'not_valid_in_country';
  const refused = refuse(reason, reason === 'not_valid_in_country' ? country : undefined, home);
  if (reason !== 'not_valid_in_country' || !parsed.isPossible()) return refused;
  const possible = { ...number, ...(likely && others.length === 0 && { country: likely }) };
  return { ...refused, possible };
}

/** A digit less or more than its range has is a slip. Otherwise the range itself is the one that isn't known. */
function whyNotValid(e164: string): PhoneRefusal {
  if (lacksBrazilianNine(e164)) return 'brazil_without_nine';
  const tooLongByOne = validatePhoneNumberLength(`${e164}0`) === 'TOO_LONG';
  if (!tooLongByOne && [...'0123456789'].some((digit) => isNumber(e164 + digit))) return 'digit_missing';
  return isNumber(e164.slice(0, -1)) ? 'digit_too_many' : 'not_valid_in_country';
}

function isNumber(e164: string): boolean {
  const parsed = parsePhoneNumberFromString(e164, { extract: false });
  return parsed?.number === e164 && parsed.isValid();
}

/** Refuses a number for how long it is, which is not said of one that isn't there. */
export function refuseForLength(number: string, home?: CountryCode): PhoneNumberResult | undefined {
  switch (validatePhoneNumberLength(number, home ? { defaultCountry: home } : undefined)) {
    case 'TOO_SHORT':
      return refuse('too_short', undefined, home);
    case 'NOT_A_NUMBER':
      return refuse('incomplete');
    case 'TOO_LONG':
      return refuse('too_long', undefined, home);
    case 'INVALID_COUNTRY':
      return refuse(number.length > 4 ? 'unknown_country_code' : 'incomplete');
    default:
      return undefined;
  }
}

/** The country is the one that the number would be of. */
export function refuse(reason: PhoneRefusal, country?: CountryCode, home?: CountryCode) {
  return { ok: false as const, reason, message: phoneRefusalMessage(reason, country, home) };
}
