import type { CountryCode } from 'libphonenumber-js/max';
import { countryName, countryNameWithCode } from '../phone/country-name.ts';

const MOST_NAMED = 10;

/**
 * Why numbers of a country may not be contacted; undefined when they may. Without a list all may; with
 * one, those of no single country may not.
 */
export function refuseCountry(
  country: CountryCode | undefined,
  allowed: readonly CountryCode[] = [],
): string | undefined {
  if (allowed.length === 0 || (country && allowed.includes(country))) return undefined;
  const place = country ? `numbers in ${countryName(country)} (${country})` : 'numbers of no single country';
  return `Reach Out isn't set up for ${place}. Allowed here: ${listed(allowed)}. Ask whoever installed it to add it.`;
}

function listed(countries: readonly CountryCode[]): string {
  const names = countries.slice(0, MOST_NAMED).map(countryNameWithCode);
  const more = countries.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
