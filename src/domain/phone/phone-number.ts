import {
  type CountryCode,
  type NumberType,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { type PhoneRefusal, phoneRefusalMessage } from './phone-refusals.ts';
import { PHONE_SEPARATORS, unwrapPhoneText } from './phone-text.ts';

export interface PhoneNumberOptions {
  /** The country of numbers typed without a country code. */
  defaultCountry?: CountryCode | undefined;
}

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
const EXTENSION = /(?:;\s*ext\s*=|\bext(?:n|ension)?\b\.?:?|(?<=\d\s*)x\.?|(?<=\d\s*)[#*,;]+)\s*\d+\s*$/i;
const SEVERAL = /\d[^\d+]*\+\s*\d|(?:\d\D*){7}[,;|\n]\s*(?:\D*\d){7}/;
const WRITTEN_NUMBER = new RegExp(`^[+\\d\\s${PHONE_SEPARATORS}]+$`, 'u');
/** Longer than any way of writing a number; spares the work on pasted pages. */
const LONGEST_TYPED = 250;

/**
 * Reads a phone number in any way of writing it: spaces, brackets, hyphens, dashes, dots, full-width digits,
 * `tel:`, Slack's `<tel:…|…>`, `00` for the plus. National numbers are read by the default country.
 */
export function parsePhoneNumber(typed: string, options: PhoneNumberOptions = {}): PhoneNumberResult {
  if (typed.trim() === '') return refuse('empty');
  if (typed.length > LONGEST_TYPED) return refuse(/\d/.test(typed) ? 'too_long' : 'not_a_number');
  const text = unwrapPhoneText(typed);
  if (!/\d/.test(text)) return refuse('not_a_number');
  if (SEVERAL.test(text)) return refuse('several');
  if (EXTENSION.test(text)) return refuse('extension');
  if (!WRITTEN_NUMBER.test(text))
    return refuse(/^[+\d\s().-]*\d[\d\s().-]*[a-z]/i.test(text) ? 'letters' : 'not_a_number');
  if (/[^\s([].*\+/u.test(text)) return refuse('not_a_number');
  const digits = text.replace(/\D/g, '');
  return text.includes('+') ? readInternational(`+${digits}`) : readNational(digits, options.defaultCountry);
}

function readNational(digits: string, defaultCountry: CountryCode | undefined): PhoneNumberResult {
  const national =
    defaultCountry && judge(parsePhoneNumberFromString(digits, { defaultCountry, extract: false }));
  if (national?.ok) return national;
  // In every country that dials abroad otherwise, no national number begins with 00.
  if (/^00[1-9]\d{5}/.test(digits)) return readInternational(`+${digits.slice(2)}`);
  if (/^\d{3,6}$/.test(digits)) return refuse('short_number');
  if (digits.length < 3) return refuse('incomplete');
  if (!defaultCountry) return refuse(digits.length > 15 ? 'too_long' : 'no_country_code');
  const refusal: PhoneNumberResult =
    refuseForLength(digits, defaultCountry) ?? national ?? refuse('incomplete');
  // Read abroad, a range that isn't known may belong to any country that shares the code.
  return !refusal.ok && refusal.possible ? readInternational(refusal.possible.e164) : refusal;
}

function readInternational(number: string): PhoneNumberResult {
  const judged = judge(parsePhoneNumberFromString(number, { extract: false }));
  if (judged?.ok) return judged;
  return refuseForLength(number, undefined) ?? judged ?? refuse('not_a_number');
}

function refuseForLength(
  number: string,
  defaultCountry: CountryCode | undefined,
): PhoneNumberResult | undefined {
  switch (validatePhoneNumberLength(number, defaultCountry ? { defaultCountry } : undefined)) {
    case 'TOO_SHORT':
    case 'NOT_A_NUMBER':
      return refuse('incomplete');
    case 'TOO_LONG':
      return refuse('too_long');
    case 'INVALID_COUNTRY':
      return refuse(number.length > 4 ? 'unknown_country_code' : 'incomplete');
    default:
      return undefined;
  }
}

function judge(parsed: PhoneNumber | undefined): PhoneNumberResult | undefined {
  if (!parsed) return undefined;
  const e164 = parsed.number;
  if (!E164.test(e164)) return refuse('too_long');
  const fictitious = FICTITIOUS.find(([range]) => range.test(e164))?.[1];
  const refusal = REFUSED_TYPES[parsed.getType() ?? 'MOBILE'];
  if (refusal) return refuse(refusal);
  const isKnown = parsed.isValid() || fictitious !== undefined;
  const [likely, ...others] = parsed.getPossibleCountries();
  const country = parsed.country ?? fictitious ?? likely;
  if (!isKnown && !parsed.isPossible()) return refuse('not_valid_in_country', country);
  const number = { e164, international: parsed.formatInternational() };
  if (isKnown) return { ok: true, ...number, ...(country && { country }) };
  const possible = { ...number, ...(likely && others.length === 0 && { country: likely }) };
  return { ...refuse('not_valid_in_country', country), possible };
}

function refuse(reason: PhoneRefusal, country?: CountryCode) {
  return { ok: false as const, reason, message: phoneRefusalMessage(reason, country) };
}

/** A number that was read before; `isKnown` says whether anybody is known to have handed out its range. */
export function describeNumber(e164: string): (ReadNumber & { isKnown: boolean }) | undefined {
  const parsed = parsePhoneNumber(e164);
  const number = parsed.ok ? parsed : parsed.possible;
  // Of an unknown range, a digit may be taken for a trunk prefix: then the number is told as it will be dialled.
  const told = number?.e164 === e164 ? number : { e164, international: e164 };
  return number && { ...told, isKnown: parsed.ok };
}
