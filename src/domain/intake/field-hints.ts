import type { ReachOutSettings } from '../kernel/settings.ts';
import { awsDefaultRefusal } from '../phone/aws-default-refusal.ts';
import { countryName } from '../phone/country-name.ts';
import { parseRecipient } from '../policy/recipient.ts';
import { CHANNELS } from '../reach-out/reach-out.ts';
import type { FormValues } from './form.ts';
import { measureMessage } from './message.ts';

interface FieldHints {
  /** The number as it was understood, and what Amazon Connect may do with it. Only for the person who typed it. */
  phone?: string;
  /** Length and parts, or how much it is over. */
  message?: string;
}

/** What to show beside the fields while the person types. A number that isn't complete yet has no hint. */
export function fieldHints(values: FormValues, settings: ReachOutSettings): FieldHints {
  const channel = CHANNELS.find((one) => one === values.channel);
  const phone =
    typeof values.phone === 'string' ? phoneHint(values.phone, channel === 'voice', settings) : undefined;
  const message =
    channel && typeof values.message === 'string' && values.message.trim() !== ''
      ? measureMessage(values.message, channel).hint
      : undefined;
  return { ...(phone && { phone }), ...(message && { message }) };
}

function phoneHint(typed: string, isCall: boolean, settings: ReachOutSettings): string | undefined {
  const parsed = parseRecipient(typed, settings);
  if (!parsed.ok) return undefined;
  const place = parsed.country ? ` in ${countryName(parsed.country)}` : '';
  const warning = isCall ? awsDefaultRefusal(parsed.e164) : undefined;
  return `${parsed.international}${place}${warning ? `. ${warning}` : ''}`;
}
