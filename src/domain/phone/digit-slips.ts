import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { PhoneRefusal } from './phone-refusals.ts';

/** A mobile of Brazil as it was before a 9 was put in front of its eight digits. Source: Anatel, 2012 to 2016. */
const BRAZIL_WITHOUT_NINE = /^\+55[1-9]{2}[6-9]\d{7}$/;

/**
 * What went wrong in a number that isn't valid, where a digit less or more would make it so: then its range is
 * known, and its length is not that of the range. Takes a dozen times as long as reading a number.
 */
export function findSlip(e164: string, isPossible: boolean): PhoneRefusal | undefined {
  if (BRAZIL_WITHOUT_NINE.test(e164)) return 'brazil_without_nine';
  if ([...'0123456789'].some((digit) => isNumber(e164 + digit))) return 'digit_missing';
  return !isPossible && isNumber(e164.slice(0, -1)) ? 'digit_too_many' : undefined;
}

function isNumber(e164: string): boolean {
  const parsed = parsePhoneNumberFromString(e164, { extract: false });
  return parsed?.number === e164 && parsed.isValid();
}
