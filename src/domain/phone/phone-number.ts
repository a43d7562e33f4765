import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { findSlip } from './digit-slips.ts';
import { judge, type Reading, type ReadNumber, type Refused, refuseForLength } from './judge-number.ts';
import { SPREADSHEET_NUMBER, withoutAmountMarks, withoutMexicanPrefix } from './number-habits.ts';
import { type PhoneRefusal, phoneRefusalMessage } from './phone-refusals.ts';
import { unwrapPhoneText, WRITTEN_NUMBER } from './phone-text.ts';

export interface PhoneNumberOptions {
  /** The country of numbers typed without a country code. */
  defaultCountry?: CountryCode | undefined;
}

export type PhoneNumberResult =
  | ({ ok: true } & ReadNumber)
  | {
      ok: false;
      reason: PhoneRefusal;
      /** Cause and next step, for the person who typed it. */
      message: string;
      /** The number, where only its range is unknown. */
      possible?: ReadNumber;
    };

const EXTENSION =
  /(?:(?:;\s*ext\s*=|\bext(?:n|ension)?\b\.?:?|(?<=\d\s*)x\.?|(?<=\d\s*)[#*,;]+)\s*\d+|(?<=(?:\d\D*){7})\s[([]\d{1,3}[)\]])\s*$/i;
const SEVERAL =
  /(?:\d[^\d+]*){5}\+\s*\d|(?:\d\D*){7}(?:[,;|\n&]|\s(?:or|and|oder|und|ou|et|o|y|e)\s)\s*(?:\D*\d){7}|(?:\d\D*){7}\s\/\s*(?:\D*\d){5}/i;
/** Longer than any way of writing a number; spares the work on pasted pages. */
const LONGEST_TYPED = 250;
/** In digits. Shorter ones may be national numbers of many countries. */
const LEAST_WITHOUT_PLUS = 11;

/** Reads a phone number as `readPhoneNumber` does, and says of what isn't one what is wrong with it. */
export function parsePhoneNumber(typed: string, options: PhoneNumberOptions = {}): PhoneNumberResult {
  const reading = readPhoneNumber(typed, options);
  return reading.ok ? reading : explain(reading, options);
}

function explain(refused: Refused, { defaultCountry }: PhoneNumberOptions): PhoneNumberResult {
  const slip = findSlip(refused);
  const reason = slip ?? refused.reason;
  const message = phoneRefusalMessage(reason, refused, defaultCountry === undefined);
  const possible = slip ? undefined : refused.possible;
  return { ok: false, reason, message, ...(possible && { possible }) };
}

/**
 * Reads a phone number in any way of writing it, whatever stands around it (see `unwrapPhoneText`), also with
 * `00` for the plus. National numbers are read by the default country. Without one, a long number is read as if
 * the plus were there.
 */
export function readPhoneNumber(typed: string, options: PhoneNumberOptions = {}): Reading {
  if (typed.trim() === '') return refuse('empty');
  if (typed.length > LONGEST_TYPED) return refuse(/\d/.test(typed) ? 'too_long' : 'not_a_number');
  const text = withoutAmountMarks(unwrapPhoneText(typed));
  if (!/\d/.test(text)) return refuse('not_a_number');
  if (SPREADSHEET_NUMBER.test(text)) return refuse('spreadsheet');
  if (SEVERAL.test(text)) return refuse('several');
  if (EXTENSION.test(text)) return refuse('extension');
  if (!WRITTEN_NUMBER.test(text))
    return refuse(/^[+\d\s().-]*\d[\d\s().-]*[a-z]/i.test(text) ? 'letters' : 'not_a_number');
  if (/[^\s([].*\+/u.test(text)) return refuse('not_a_number');
  const digits = text.replace(/\D/g, '');
  if (text.includes('+')) return readInternational(`+${digits}`);
  return options.defaultCountry ? readNational(digits, options.defaultCountry) : readAbroad(digits);
}

/** A filled-in number as people write it: `+12065550152` as +1 206 555 0152. What isn't E.164 stays as it is. */
export function asWritten(phone: string): string {
  return describeNumber(phone)?.international ?? phone;
}

/** A number that was read before; `isKnown` says whether anybody is known to have handed out its range. */
export function describeNumber(e164: string): (ReadNumber & { isKnown: boolean }) | undefined {
  const parsed = parsePhoneNumber(e164);
  const number = parsed.ok ? parsed : parsed.possible;
  // Of an unknown range, a digit may be taken for a trunk prefix: then the number is told as it will be dialled.
  const told = number?.e164 === e164 ? number : { e164, international: e164 };
  return number && { ...told, isKnown: parsed.ok };
}

function readNational(typed: string, home: CountryCode): Reading {
  const digits = home === 'MX' ? withoutMexicanPrefix(typed) : typed;
  const national = judge(parsePhoneNumberFromString(digits, { defaultCountry: home, extract: false }), home);
  if (national?.ok) return national;
  const otherwise = readDialled(digits);
  if (otherwise) return otherwise;
  const tooFewOrMany = refuseForLength(digits, home);
  if (tooFewOrMany) return { ...tooFewOrMany, digits, ...(national?.e164 && { e164: national.e164 }) };
  if (!national?.possible) return { ...(national ?? refuse('incomplete')), digits };
  // Read abroad, a range that isn't known may belong to any country that shares the code.
  const abroad = readInternational(national.possible.e164);
  return abroad.ok ? abroad : { ...abroad, home, digits };
}

function readAbroad(digits: string): Reading {
  const dialled = readDialled(digits);
  if (dialled) return dialled;
  if (digits.length > 15) return refuse('too_long');
  const read = digits.length >= LEAST_WITHOUT_PLUS ? readInternational(`+${digits}`) : undefined;
  return read?.ok ? read : { ...refuse('no_country_code'), digits };
}

/** What means the same in every country; nothing where only a country could tell. */
function readDialled(digits: string): Reading | undefined {
  // In every country that dials abroad otherwise, no national number begins with 00.
  if (/^00[1-9]\d{5}/.test(digits)) return readInternational(`+${digits.slice(2)}`);
  if (/^\d{3,6}$/.test(digits)) return refuse('short_number');
  return digits.length < 3 ? refuse('incomplete') : undefined;
}

function readInternational(typed: string): Reading {
  const number = withoutMexicanPrefix(typed);
  const judged = judge(parsePhoneNumberFromString(number, { extract: false }));
  if (judged?.ok) return judged;
  return refuseForLength(number) ?? judged ?? refuse('not_a_number');
}

function refuse(reason: PhoneRefusal): Refused {
  return { ok: false, reason };
}
