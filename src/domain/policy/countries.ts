import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/max';
import { type ReachOutSettings, whomToAsk } from '../kernel/settings.ts';
import { countryName, countryNameWithCode } from '../phone/country-name.ts';
import type { ReadNumber } from '../phone/judge-number.ts';

const MOST_NAMED = 10;

/** Toll-free numbers of +1 belong to all of its countries; libphonenumber says the United States. Source: NANPA. */
const SHARED_TOLL_FREE = /^\+18(?:00|33|44|55|66|77|88)/;

/**
 * Why a number may not be contacted for its country; undefined when it may. Without a list all may; with one,
 * only those whose country is certain. Countries that share a code are each named on their own: JE is not GB.
 * `list`: where the countries are kept.
 */
export function refuseCountry(
  { e164, country, isKnown }: Pick<ReadNumber, 'e164' | 'country'> & { isKnown: boolean },
  { allowedCountries: allowed = [], ...settings }: Pick<ReachOutSettings, 'allowedCountries' | 'ask'>,
  list = 'REACH_OUT_ALLOWED_COUNTRIES',
): string | undefined {
  if (allowed.length === 0 || isOfCountry({ e164, country }, allowed)) return undefined;
  const neighbour = neighbourIn(country, allowed);
  const only = `Allowed here: ${listed(allowed)}.`;
  if (!country && !isKnown)
    return `It isn't known which country this number belongs to, so it can't be told whether it is allowed. ${only} Check its digits, or enter another number of this person.`;
  if (!country)
    return `Reach Out isn't set up for numbers of no single country. ${only} Enter another number of this person.`;
  const shared = neighbour ? `, which shares +${codeOf(country)} with ${countryName(neighbour)}` : '';
  return `Reach Out isn't set up for numbers in ${countryName(country)} (${country})${shared}. ${only} Ask ${whomToAsk(settings).plain} to add ${country} to ${list}.`;
}

/** Whether a number certainly belongs to one of these countries. */
export function isOfCountry(
  { e164, country }: { e164: string; country?: CountryCode | undefined },
  countries: readonly CountryCode[],
): boolean {
  if (!country) return false;
  if (countries.includes(country)) return true;
  return neighbourIn(country, countries) !== undefined && SHARED_TOLL_FREE.test(e164);
}

/** One that shares its calling code. */
function neighbourIn(
  country: CountryCode | undefined,
  countries: readonly CountryCode[],
): CountryCode | undefined {
  return country && countries.find((other) => codeOf(other) === codeOf(country));
}

function codeOf(country: CountryCode): string {
  return getCountryCallingCode(country);
}

function listed(countries: readonly CountryCode[]): string {
  const names = countries.slice(0, MOST_NAMED).map(countryNameWithCode);
  const more = countries.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
