import type { CountryCode } from 'libphonenumber-js/max';
import type { ReachOutSettings } from '../kernel/settings.ts';
import { countryName, countryNameWithCode } from '../phone/country-name.ts';
import { type PhoneNumberResult, parsePhoneNumber } from '../phone/phone-number.ts';

const MOST_NAMED = 10;

type RecipientResult = Extract<PhoneNumberResult, { ok: true }> | { ok: false; message: string };

/** The number to reach, where the installation allows its country. */
export function parseRecipient(typed: string, settings: ReachOutSettings): RecipientResult {
  const parsed = parsePhoneNumber(typed, settings);
  if (!parsed.ok) return parsed;
  const allowed = settings.allowedCountries ?? [];
  if (allowed.length === 0 || (parsed.country && allowed.includes(parsed.country))) return parsed;
  const place = parsed.country
    ? `numbers in ${countryName(parsed.country)} (${parsed.country})`
    : 'numbers of no single country';
  return {
    ok: false,
    message: `Reach Out isn't set up for ${place}. Allowed here: ${listed(allowed)}. Ask whoever installed it to add it.`,
  };
}

function listed(countries: readonly CountryCode[]): string {
  const names = countries.slice(0, MOST_NAMED).map(countryNameWithCode);
  const more = countries.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
