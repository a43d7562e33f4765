import type { CountryCode } from 'libphonenumber-js/max';

/** Whether numbers of a country may be contacted; those of no single country only where all may. */
export function isAllowedCountry(
  country: CountryCode | undefined,
  allowed: readonly CountryCode[] = [],
): boolean {
  return allowed.length === 0 || (country !== undefined && allowed.includes(country));
}
