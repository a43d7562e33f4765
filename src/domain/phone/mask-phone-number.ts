import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

const HIDDEN = '••• •••';

/**
 * `+1 ••• ••• 0152`: the country calling code and at most the last four digits. The number of bullets says
 * nothing about the length, and at least four digits of the national number stay hidden.
 */
export function maskPhoneNumber(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164, { extract: false });
  const national = parsed?.nationalNumber ?? e164.replace(/\D/g, '');
  const shown = national.slice(Math.max(national.length - 4, 4));
  return [parsed && `+${parsed.countryCallingCode}`, HIDDEN, shown].filter(Boolean).join(' ');
}
