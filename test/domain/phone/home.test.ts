import { expect, test } from '@jest/globals';
import { countryBy, homeSignOf, signText, type Whereabouts } from '../../../src/domain/phone/home.ts';

test.each<[timeZone: string | undefined, locale: string | undefined, country: string | undefined]>([
  ['Europe/London', 'en-GB', 'GB'],
  // The zone has the last word.
  ['Europe/Paris', 'en-GB', 'FR'],
  ['Asia/Tokyo', 'en-US', 'JP'],
  ['America/New_York', 'en-GB', 'US'],
  ['America/Los_Angeles', undefined, 'US'],
  ['America/Phoenix', undefined, 'US'],
  ['America/Indiana/Indianapolis', undefined, 'US'],
  ['Pacific/Honolulu', undefined, 'US'],
  ['America/Toronto', 'en-US', 'CA'],
  ['America/Vancouver', 'en-US', 'CA'],
  ['America/St_Johns', 'en-US', 'CA'],
  ['America/Mexico_City', undefined, 'MX'],
  ['America/Sao_Paulo', undefined, 'BR'],
  ['Europe/Amsterdam', undefined, 'NL'],
  ['Europe/Oslo', undefined, 'NO'],
  ['Europe/Zurich', 'de-DE', 'CH'],
  ['Africa/Johannesburg', undefined, 'ZA'],
  ['Asia/Kolkata', undefined, 'IN'],
  // By names of before.
  ['Asia/Calcutta', undefined, 'IN'],
  ['Australia/Canberra', undefined, 'AU'],
  ['US/Pacific', undefined, 'US'],
  ['Europe/Kiev', undefined, 'UA'],
  // Hours of no country leave it to the locale.
  ['Etc/UTC', 'en-GB', 'GB'],
  ['Etc/GMT+5', 'pt-BR', 'BR'],
  ['UTC', 'ja-JP', 'JP'],
  ['EST', 'fr-FR', 'FR'],
  ['Mars/Olympus', 'de-DE', 'DE'],
  ['Antarctica/Troll', undefined, undefined],
  [undefined, 'en-GB', 'GB'],
  // A language alone, Latin America, and what everybody has at first.
  ['Etc/UTC', 'en', undefined],
  ['Etc/UTC', 'es-LA', undefined],
  ['Etc/UTC', 'en-US', undefined],
  [undefined, 'not a tag', undefined],
  [undefined, undefined, undefined],
])('%s and %s: %s', (timeZone, locale, country) => {
  const known: Whereabouts = { ...(timeZone && { timeZone }), ...(locale && { locale }) };
  const sign = homeSignOf(known);
  expect(sign && countryBy(sign)).toBe(country);
});

test.each([
  ['Europe/London', 'your Slack time zone is London'],
  ['America/Argentina/Buenos_Aires', 'your Slack time zone is Buenos Aires'],
  ['en-GB', 'your language in Slack is en-GB'],
])('%s is told as “%s”', (sign, text) => {
  expect(signText(sign)).toBe(text);
});
