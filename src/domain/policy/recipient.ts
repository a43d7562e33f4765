import type { ReachOutSettings } from '../kernel/settings.ts';
import type { ReadNumber } from '../phone/judge-number.ts';
import { parsePhoneNumber } from '../phone/phone-number.ts';
import { refuseCountry } from './countries.ts';
import type { Refusal } from './decide.ts';

type RecipientResult = ({ ok: true } & ReadNumber) | { ok: false; message: string; refusal?: Refusal };

/** The number to reach, as far as the policy can have nothing against it; one of an unknown range among them. */
export function parseRecipient(typed: string, settings: ReachOutSettings): RecipientResult {
  const parsed = parsePhoneNumber(typed, settings);
  const number = parsed.ok ? parsed : (parsed.possible ?? parsed);
  if ('reason' in number) return number;
  const message = refuseCountry({ ...number, isKnown: parsed.ok }, settings);
  return message ? { ok: false, message, refusal: { rule: 'countries', message } } : { ...number, ok: true };
}
