import { type Channel, channelOf } from '../channels/registry.ts';
import type { ReachOutSettings } from '../kernel/settings.ts';
import { countryName } from '../phone/country-name.ts';
import { askAboutRange } from '../policy/ranges.ts';
import { parseRecipient } from '../policy/recipient.ts';
import { FIRST_FIELDS } from './fields/first-fields.ts';
import { type FieldErrors, type FormValues, openForm } from './form.ts';
import { messageHint } from './message.ts';

/**
 * What to show below the fields while the person types: the number as it was understood, what may stand in its
 * way, and how long the message is. A number that isn't complete yet has no hint.
 */
export function fieldHints(values: FormValues, settings: ReachOutSettings): FieldErrors {
  const { phone, channel, message } = openForm(values).read(FIRST_FIELDS);
  const hint = phone && phoneHint(phone, channel, settings);
  return {
    ...(hint && { phone: hint }),
    ...(channel && message && { message: messageHint(message, channel) }),
  };
}

function phoneHint(typed: string, channel: Channel | undefined, settings: ReachOutSettings) {
  const parsed = parseRecipient(typed, settings);
  if (!parsed.ok || askAboutRange(parsed.e164)) return undefined;
  const place = parsed.country ? ` in ${countryName(parsed.country)}` : '';
  const warning = channel && channelOf(channel).warningOf?.(parsed.e164);
  return `${parsed.international}${place}${warning ? `. ${warning}` : ''}`;
}
