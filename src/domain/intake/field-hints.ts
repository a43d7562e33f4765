import { CHANNEL_NAMES, type Channel, channelOf } from '../channels/registry.ts';
import type { ReachOutSettings } from '../kernel/settings.ts';
import { countryName } from '../phone/country-name.ts';
import { parseRecipient } from '../policy/recipient.ts';
import type { FormValues } from './form.ts';
import { messageHint } from './message.ts';

interface FieldHints {
  /** The number as it was understood, and what Amazon Connect may do with it. Only for the person who typed it. */
  phone?: string;
  /** Length and parts, or how much it is over. */
  message?: string;
}

/** What to show beside the fields while the person types. A number that isn't complete yet has no hint. */
export function fieldHints(values: FormValues, settings: ReachOutSettings): FieldHints {
  const channel = CHANNEL_NAMES.find((one) => one === values.channel);
  const phone = typeof values.phone === 'string' ? phoneHint(values.phone, channel, settings) : undefined;
  const message =
    channel && typeof values.message === 'string' && values.message.trim() !== ''
      ? messageHint(values.message, channel)
      : undefined;
  return { ...(phone && { phone }), ...(message && { message }) };
}

function phoneHint(
  typed: string,
  channel: Channel | undefined,
  settings: ReachOutSettings,
): string | undefined {
  const parsed = parseRecipient(typed, settings);
  if (!parsed.ok) return undefined;
  const place = parsed.country ? ` in ${countryName(parsed.country)}` : '';
  const warning = channel && channelOf(channel).warningOf?.(parsed.e164);
  return `${parsed.international}${place}${warning ? `. ${warning}` : ''}`;
}
