import { getTimezone } from 'countries-and-timezones';
import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';

/** Where somebody is, as far as their settings tell. */
export interface Whereabouts {
  /** IANA's name. */
  timeZone?: string;
  /** An IETF tag. */
  locale?: string;
}

/** Slack's Spanish of Latin America, which is no country; and what everybody has who has chosen no language. */
const LOCALES_OF_NO_COUNTRY = ['es-LA', 'en-US'];

/** By what the country of somebody's national numbers is known: their time zone, or else their locale. */
export function homeSignOf({ timeZone, locale }: Whereabouts): string | undefined {
  return [timeZone, locale].find((sign) => sign !== undefined && countryBy(sign) !== undefined);
}

/** The country of a time zone's city, or of a locale. */
export function countryBy(sign: string): CountryCode | undefined {
  const country = isTimeZone(sign) ? ofTimeZone(sign) : ofLocale(sign);
  return country && isSupportedCountry(country) ? country : undefined;
}

/** As it stands behind "as": "your Slack time zone is London". */
export function signText(sign: string): string {
  const city = sign.split('/').at(-1)?.replaceAll('_', ' ');
  return isTimeZone(sign) ? `your Slack time zone is ${city}` : `your language in Slack is ${sign}`;
}

/** Names without a city are an hour's, not a country's. */
function isTimeZone(sign: string): boolean {
  return sign.includes('/');
}

/** Where several share a zone, its city's country comes first. */
function ofTimeZone(name: string): string | undefined {
  return getTimezone(name)?.countries[0];
}

function ofLocale(tag: string): string | undefined {
  if (LOCALES_OF_NO_COUNTRY.includes(tag)) return undefined;
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined;
  }
}
