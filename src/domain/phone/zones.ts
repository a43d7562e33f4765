import { type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { ZONES } from './places-data.ts';
import { createPrefixTable } from './prefix-table.ts';

const TABLE = createPrefixTable(ZONES);

/** Numbers of +1 have no type for mobiles, and move with people within an area code, or further. Source: NANPA. */
const NORTH_AMERICA = /^\+1/;
/** Whose mobile numbers have area codes. Source: libphonenumber, GEO_MOBILE_COUNTRIES. */
const MOBILES_BY_AREA = /^\+(?:52|54|55|62|86)/;
/** Two countries share +7, and of these prefixes alone the table knows what lies under them. */
const KAZAKHSTAN = '77';

/**
 * The IANA zones where a number may be, sorted; none where it can't be known: toll-free numbers of +1, and those
 * of no country, such as satellite phones. A number that moves about has all zones of its country, and one of +1
 * all of its area code.
 */
export function zonesOf(e164: string): readonly string[] {
  if (NORTH_AMERICA.test(e164)) return TABLE.find(e164.slice(0, 5)) ?? [];
  const number = parsePhoneNumberFromString(e164);
  if (!number) return [];
  const { countryCallingCode } = number;
  const country = e164.startsWith(`+${KAZAKHSTAN}`) ? KAZAKHSTAN : countryCallingCode;
  return TABLE.find(isTiedToPlace(e164, number.getType()) ? e164 : `+${country}`) ?? [];
}

function isTiedToPlace(e164: string, type: NumberType): boolean {
  if (type === 'MOBILE') return MOBILES_BY_AREA.test(e164);
  return type === 'FIXED_LINE' || type === 'FIXED_LINE_OR_MOBILE';
}
