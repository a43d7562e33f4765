import type { CountryCode } from 'libphonenumber-js/max';

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

const TAKES_ARTICLE =
  /^(?:United |Netherlands|Philippines|Bahamas|Maldives|Gambia|Comoros|Seychelles|Dominican Republic|Central African|British |Isle of)|Islands$/;

/** The country as it reads after "in": "France", "the United States". Names are Unicode CLDR's, in English. */
export function countryName(country: CountryCode): string {
  const name = NAMES.of(country) ?? country;
  return TAKES_ARTICLE.test(name) ? `the ${name}` : name;
}

/** "France (FR)", "United States (US)": for lists that an operator compares with the settings. */
export function countryNameWithCode(country: CountryCode): string {
  return `${NAMES.of(country) ?? country} (${country})`;
}
