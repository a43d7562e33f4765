import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * `+1 …0152`: the country calling code and at most the last four digits. Nothing in it says how long the
 * number is, and at least four digits of the national number stay hidden.
 */
export function maskPhoneNumber(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164, { extract: false });
  const national = parsed?.nationalNumber ?? e164.replace(/\D/g, '');
  const hidden = `…${national.slice(Math.max(national.length - 4, 4))}`;
  return parsed ? `+${parsed.countryCallingCode} ${hidden}` : hidden;
}
