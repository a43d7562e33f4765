import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { judge, type Refused } from './judge-number.ts';
import { withoutMexicanPrefix } from './number-habits.ts';
import type { PhoneRefusal } from './phone-refusals.ts';

/** A mobile of Brazil as it was before a 9 was put in front of its eight digits. Source: Anatel, 2012 to 2016. */
const BRAZIL_WITHOUT_NINE = /^\+55[1-9]{2}[6-9]\d{7}$/;
/** No area code of +1 begins so. Source: NANPA. */
const NO_AREA_CODE = /^\+1[01]/;
/** In digits. What is shorter than any country's and was too short at home lacks an area code. */
const LEAST_NATIONAL = 9;

/**
 * What went wrong in a number that isn't valid, where a digit less or more, the plus or the country code would
 * make it so. Takes a hundred times as long as reading a number.
 */
export function findSlip(refused: Refused): PhoneRefusal | undefined {
  const { e164, possible, home, digits } = refused;
  const withPlus = digits === undefined ? undefined : withoutMexicanPrefix(`+${digits}`);
  if ([e164, withPlus].some((number) => number && BRAZIL_WITHOUT_NINE.test(number)))
    return 'brazil_without_nine';
  if (e164 !== undefined) {
    if ([...'0123456789'].some((digit) => isNumber(e164 + digit))) return 'digit_missing';
    if (!possible && isNumber(e164.slice(0, -1))) return 'digit_too_many';
  }
  if (home === undefined || digits === undefined || !isNoneOf(refused)) return undefined;
  if (withPlus && isNumber(withPlus)) return 'plus_missing';
  return getCountries().some((country) => isNational(digits, country)) ? 'code_missing' : undefined;
}

/** Whether no number of the country by which it was read can be written so. */
function isNoneOf({ reason, e164 = '', digits = '' }: Refused): boolean {
  const keepsZero = digits.startsWith('0') && e164.endsWith(digits);
  const isWhole = reason === 'too_long' || (reason === 'too_short' && digits.length >= LEAST_NATIONAL);
  return isWhole || keepsZero || NO_AREA_CODE.test(e164);
}

function isNational(digits: string, country: CountryCode): boolean {
  const national = country === 'MX' ? withoutMexicanPrefix(digits) : digits;
  return (
    parsePhoneNumberFromString(national, { defaultCountry: country, extract: false })?.isValid() ?? false
  );
}

function isNumber(e164: string): boolean {
  const reading = judge(parsePhoneNumberFromString(e164, { extract: false }));
  return reading?.ok === true && reading.e164 === e164;
}
