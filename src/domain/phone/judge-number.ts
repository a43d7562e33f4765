import {
  type CountryCode,
  type NumberType,
  type PhoneNumber,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import type { PhoneRefusal } from './phone-refusals.ts';

export interface ReadNumber {
  /** `^\+[1-9]\d{1,14}$`, as Amazon Connect's API model (PhoneNumber) wants it. */
  e164: string;
  /** Absent for numbers of no country, such as +800 and +882, and where several share an unknown range. */
  country?: CountryCode;
  /** As it is written abroad: +1 206 555 0152. */
  international: string;
}

/** What a text was read as; what was refused is explained only where a person reads it. */
export type Reading = ({ ok: true } & ReadNumber) | Refused;

export interface Refused {
  ok: false;
  reason: PhoneRefusal;
  /** The country that the number would be of. */
  country?: CountryCode | undefined;
  /** The country by which it was read, where it was typed without a country code. */
  home?: CountryCode | undefined;
  /** In E.164, where it could be read as far as that. */
  e164?: string;
  /** The digits as they were typed, where the country code may be missing. */
  digits?: string;
  /** The number, where only its range is unknown: libphonenumber learns of new ranges late. */
  possible?: ReadNumber;
}

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
export function judge(parsed: PhoneNumber | undefined, home?: CountryCode): Reading | undefined {
  if (!parsed) return undefined;
  const e164 = parsed.number;
  if (!E164.test(e164)) return { ok: false, reason: 'too_long' };
  const fictitious = FICTITIOUS.find(([range]) => range.test(e164))?.[1];
  const refusal = REFUSED_TYPES[parsed.getType() ?? 'MOBILE'];
  if (refusal) return { ok: false, reason: refusal };
  const isKnown = parsed.isValid() || fictitious !== undefined;
  const [likely, ...others] = parsed.getPossibleCountries();
  const country = parsed.country ?? fictitious ?? likely;
  const number = { e164, international: parsed.formatInternational() };
  if (isKnown) return { ok: true, ...number, ...(country && { country }) };
  const refused: Refused = { ok: false, reason: 'not_valid_in_country', country, home, e164 };
  if (!parsed.isPossible()) return refused;
  return { ...refused, possible: { ...number, ...(likely && others.length === 0 && { country: likely }) } };
}

/** Why a number can't be one for its length alone. */
export function refuseForLength(number: string, home?: CountryCode): Refused | undefined {
  switch (validatePhoneNumberLength(number, home ? { defaultCountry: home } : undefined)) {
    case 'TOO_SHORT':
      return { ok: false, reason: 'too_short', home };
    case 'NOT_A_NUMBER':
      return { ok: false, reason: 'incomplete' };
    case 'TOO_LONG':
      return { ok: false, reason: 'too_long', home };
    case 'INVALID_COUNTRY':
      return { ok: false, reason: number.length > 4 ? 'unknown_country_code' : 'incomplete' };
    default:
      return undefined;
  }
}
