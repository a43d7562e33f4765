import { CHANNEL_WORDS, type Channel, channelOfWord } from '../channels/registry.ts';
import { takeDecoratedPhoneNumber } from '../phone/decorated-phone-number.ts';
import { findPhoneNumbers } from '../phone/find-phone-numbers.ts';
import type { PhoneNumberOptions } from '../phone/phone-number.ts';
import { type CommandWord, takeCommandWord } from './command-word.ts';
import { writeOutEmoji } from './emoji.ts';
import { unescapeSlackText } from './slack-text.ts';
import { cutToTyped } from './text-limits.ts';

export type CommandText =
  | CommandWord
  | {
      kind: 'open';
      /** E.164, or as it was typed where it was meant as a number but isn't a valid one. */
      phone?: string;
      channel?: Channel;
      message?: string;
      /** The message was over 3,000 UTF-16 code units, Slack's limit for a text input, and lost its end. */
      cut?: true;
      /** How many numbers the text holds, where that leaves open which one is meant. */
      numbers?: 'none' | 'several';
    };

const CHANNEL_WORD = new RegExp(`^(${CHANNEL_WORDS})(?=[:,]?(?:\\s|$)|:(?=[+＋]?\\p{Nd}))`, 'iu');
const SEPARATOR = /^(?:[.,;:!?](?=\s|$)|:(?=[+＋]?\p{Nd}))?\s*/u;

const BETWEEN_NUMBERS = /^(?:and|or|&amp;|&|\/)\s*/i;

/** A line of the help that was copied with the command in it. */
const TYPED_AGAIN = /^\s*\/reach-out\b/;

/**
 * Reads the text of `/reach-out`. A number and a channel word, in either order, are leading words, also where
 * they begin a sentence ("text me back"): the modal shows what was understood. The rest is the message, word
 * for word, with Slack's escapes undone and its emoji written out. A number in the middle of it is filled in
 * too, and stays where it is.
 */
export function parseCommandText(text: string, options: PhoneNumberOptions = {}): CommandText {
  const typed = text.replace(TYPED_AGAIN, '');
  const word = takeCommandWord(typed);
  if (word) return word;

  let rest = typed.trimStart();
  const channelBefore = takeChannelWord(rest);
  rest = channelBefore?.rest ?? rest;
  const leading = takePhone(rest, channelBefore !== undefined, options);
  const isOneOfSeveral = leading !== undefined && beginsWithNumber(leading.rest, options);
  const number = isOneOfSeveral ? undefined : leading;
  rest = number?.rest ?? rest;
  const channel = channelBefore ?? takeChannelWord(number ? rest : '');
  rest = channelBefore ? rest : (channel?.rest ?? rest);

  const within = number || rest.trim() === '' ? number : phoneWithin(rest, isOneOfSeveral, options);
  const whole = writeOutEmoji(unescapeSlackText(rest));
  const message = cutToTyped(whole);
  return {
    kind: 'open',
    ...(within && 'phone' in within && { phone: within.phone }),
    ...(channel && { channel: channel.channel }),
    ...(message.trim() !== '' && { message }),
    ...(message !== whole && { cut: true }),
    ...(within && 'numbers' in within && { numbers: within.numbers }),
  };
}

/** Right behind another, so that it is open which of the two is meant. */
function beginsWithNumber(text: string, options: PhoneNumberOptions): boolean {
  if (takeChannelWord(text)) return false;
  return takeDecoratedPhoneNumber(text.replace(BETWEEN_NUMBERS, ''), options)?.parsed.ok === true;
}

function phoneWithin(text: string, isOneOfSeveral: boolean, options: PhoneNumberOptions) {
  const [phone, ...others] = findPhoneNumbers(text, options);
  if (isOneOfSeveral || others.length > 0) return { numbers: 'several' as const };
  return phone === undefined ? { numbers: 'none' as const } : { phone };
}

function takeChannelWord(text: string): { channel: Channel; rest: string } | undefined {
  const word = CHANNEL_WORD.exec(text)?.[1] ?? '';
  const channel = channelOfWord(word);
  return channel && { channel, rest: dropSeparator(text.slice(word.length)) };
}

function takePhone(
  text: string,
  besideChannelWord: boolean,
  options: PhoneNumberOptions,
): { phone: string; rest: string } | undefined {
  const found = takeDecoratedPhoneNumber(text, options);
  if (!found) return undefined;
  const rest = dropSeparator(found.rest);
  if (found.parsed.ok) return { phone: found.parsed.e164, rest };
  const beside = besideChannelWord || takeChannelWord(rest) !== undefined;
  return looksMeant(found.typed, found.digits, rest, beside)
    ? { phone: unescapeSlackText(found.typed).trim(), rest }
    : undefined;
}

/** "2 pizzas are ready" is a message; "+1 206 555 …" and "5550152 sms …" were meant as numbers. */
function looksMeant(typed: string, digits: number, rest: string, besideChannelWord: boolean): boolean {
  if (rest === '' && digits >= 3) return true;
  if (/^[([]?[+＋]|^00|^<?tel:/iu.test(typed)) return digits >= 5;
  return digits >= (besideChannelWord ? 7 : 10);
}

function dropSeparator(text: string): string {
  return text.replace(SEPARATOR, '');
}
