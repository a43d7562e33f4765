import { type Channel, channelOf } from '../channels/registry.ts';
import { type ReachOutSettings, whomToAsk } from '../kernel/settings.ts';
import { countryName } from '../phone/country-name.ts';
import { signText } from '../phone/home.ts';
import { askAboutRange } from '../policy/ranges.ts';
import { parseRecipient } from '../policy/recipient.ts';
import { gapHint } from '../quick-responses/gaps.ts';
import { FIRST_FIELDS } from './fields/first-fields.ts';
import { type FieldErrors, type FormValues, openForm } from './form.ts';
import { messageHint } from './message.ts';

/**
 * What to show below the fields while the person types: how to write a number, or how it was understood and
 * what may stand in its way; and what to know of the message. `wasNational`: the country code was added to the number
 * before it came into the form.
 */
export function fieldHints(values: FormValues, settings: ReachOutSettings, wasNational = false): FieldErrors {
  const { phone = '', channel, message = '', quick_response } = openForm(values).read(FIRST_FIELDS);
  const ofMessage = channel && messageHint(message, channel);
  const ofResponse = quick_response && gapHint(message);
  return {
    phone: numberHint({ typed: phone, wasNational }, channel, settings) ?? howToWrite(settings),
    ...(ofMessage && { message: ofMessage }),
    ...(ofResponse && { quick_response: ofResponse }),
  };
}

function howToWrite({ defaultCountry, homeSign }: ReachOutSettings): string {
  if (!defaultCountry) return 'With the country code, written any way you like.';
  const why = homeSign ? `, as ${signText(homeSign)}` : '';
  return `Without a country code, it is read as a number in ${countryName(defaultCountry)}${why}.`;
}

/** Why it was read as a number of that country, where only the person's own settings say so. */
function becauseOf(
  { typed, wasNational }: TypedNumber,
  country: string,
  { defaultCountry, homeSign }: ReachOutSettings,
): string {
  const isNational = wasNational || (country === defaultCountry && !/[+＋]|^\s*00/.test(typed));
  return homeSign && isNational ? `, as ${signText(homeSign)}` : '';
}

interface TypedNumber {
  typed: string;
  wasNational: boolean;
}

function numberHint(number: TypedNumber, channel: Channel | undefined, settings: ReachOutSettings) {
  const { typed } = number;
  const parsed = parseRecipient(typed, settings);
  if (!parsed.ok) return undefined;
  const { country, international } = parsed;
  const because = country ? becauseOf(number, country, settings) : '';
  if (askAboutRange(parsed.e164)) return `${international}${because}. Its range may not be in use.`;
  const named = country && typed.trim() === international ? 'A number' : international;
  const place = country ? ` in ${countryName(country)}${because}` : '';
  const warning = channel && channelOf(channel).warningOf?.(parsed.e164, whomToAsk(settings).plain);
  return `${named}${place}.${warning ? ` ${warning}` : ''}`;
}
