import { readReason } from '../blocks/reason.ts';
import { CHANNEL_WORDS, CHAT_WORDS, type Channel, channelOfWord } from '../channels/registry.ts';
import { takeDecoratedPhoneNumber } from '../phone/decorated-phone-number.ts';
import { BARE_LABEL_BEHIND } from '../phone/decoration.ts';
import { findPhoneNumbers } from '../phone/find-phone-numbers.ts';
import { SPREADSHEET_NUMBER } from '../phone/number-habits.ts';
import type { PhoneNumberOptions } from '../phone/phone-number.ts';
import { type CommandWord, takeCommandWord } from './command-word.ts';
import { writeOutEmoji } from './emoji.ts';
import { unescapeSlackText } from './slack-text.ts';
import { cutToTyped } from './text-limits.ts';

export type CommandText = CommandWord | CommandBlock | CommandOpen;

/** A change of the do-not-contact list. */
export interface CommandBlock {
  kind: 'blocks';
  change: 'block' | 'unblock';
  /** E.164, or as it was typed where it isn't a valid one; absent where there are several. */
  phone?: string;
  channel?: Channel;
  reason?: string;
}

interface CommandOpen {
  kind: 'open';
  /** E.164, or as it was typed where it was meant as a number but isn't a valid one. */
  phone?: string;
  channel?: Channel;
  message?: string;
  /** The message was over 3,000 UTF-16 code units, Slack's limit for a text input, and lost its end. */
  cut?: true;
  /** How many numbers the text holds, where that leaves open which one is meant. */
  numbers?: 'none' | 'several';
}

const NUMBER_NEXT = '(?=[\\s:.]*(?:[+＋<]|[(\\[]?\\p{Nd}[\\p{Nd}\\s().-]{6}))';
/** Also as "voice call", as "phone call" and "WhatsApp number" where it comes next; a "phone number" or "phone:" is for any. */
const CHANNEL_WORD = new RegExp(
  `^(?!phone\\s*(?:numbers?|no|nr|#|\\d:|[(\\[]\\p{L}|[:=]\\s*["']?[+＋(<\\p{Nd}]))(${CHANNEL_WORDS})(?:(?<=voice)\\s+call|(?:(?<=phone)\\s+call|(?<=${CHAT_WORDS})\\s+(?:message|number|no\\.?))${NUMBER_NEXT})?(?=[:,]?(?:\\s|$)|:(?=[+＋]?\\p{Nd}))`,
  'iu',
);
/** The only word before a number: "(WhatsApp)", "• *sms*". */
const CHANNEL_ALONE = new RegExp(`^[^\\p{L}\\p{N}]*(${CHANNEL_WORDS})[^\\p{L}\\p{N}#]*$`, 'iu');
const SEPARATOR = /^(?:[.,;:!?](?=\s|$)|:(?=[+＋]?\p{Nd}))?\s*/u;
/** A bare label and what separates it, between a number and a channel word or the end. */
const UP_TO_CHANNEL_WORD = new RegExp(
  `^(?:${BARE_LABEL_BEHIND}[\\s.,;:|/–—-]*|[\\s.,;:!?|…]*)(?=$|(?<=[\\s|/–—-])(?:${CHANNEL_WORDS})(?:[:,]?\\s|[:,]?$))`,
  'iu',
);

const BETWEEN_NUMBERS = new RegExp(`^(?:${BARE_LABEL_BEHIND})?[\\s,;|]*(?:and|or|&amp;|&|/)?\\s*`, 'iu');

/** "sms to +1 …". */
const TO_NUMBER = /^to[\s:]+(?=[+＋(<\p{Nd}])/iu;

/** A line of the help that was copied with the command in it. */
const TYPED_AGAIN = /^\s*\/reach-out\b/;

/**
 * Reads the text of `/reach-out`. A number and a channel word, in either order, are leading words, also where
 * they begin a sentence ("text me back"): the modal shows what was understood. The rest is the message, word
 * for word, with Slack's escapes undone and its emoji written out. A number in the middle of it is filled in
 * too, and stays where it is.
 */
export function parseCommandText(text: string, options: PhoneNumberOptions = {}): CommandText {
  const typed = writeOutEmoji(text.replace(TYPED_AGAIN, '')).trimStart();
  const word = takeBlock(typed, options) ?? takeCommandWord(typed);
  if (word) return word;

  const lead = takeLead(typed, options);
  const { phone, numbers } = { ...(lead.phone === undefined && numberWithin(lead.rest, options)), ...lead };
  const whole = unescapeSlackText(lead.rest);
  const message = cutToTyped(whole);
  return {
    kind: 'open',
    ...(phone && { phone }),
    ...(lead.channel && { channel: lead.channel }),
    ...(message.trim() !== '' && { message }),
    ...(message !== whole && { cut: true }),
    ...(numbers && { numbers }),
  };
}

const BLOCK = /^[^\p{L}\p{N}]*(?<word>(?:un)?block)(?:[:,]?\s+|:)/iu;

/** Only where a number follows: to block anything else is a message. */
function takeBlock(text: string, options: PhoneNumberOptions): CommandBlock | undefined {
  const [whole = '', typed] = BLOCK.exec(text) ?? [];
  const { phone, channel, numbers, rest } = takeLead(text.slice(whole.length), options);
  if (!typed || (phone === undefined && numbers !== 'several')) return undefined;
  const reason = readReason(unescapeSlackText(rest));
  return {
    kind: 'blocks',
    change: typed.toLowerCase() === 'block' ? 'block' : 'unblock',
    ...(phone !== undefined && { phone }),
    ...(channel && { channel }),
    ...(reason && { reason }),
  };
}

interface Lead {
  phone?: string;
  channel?: Channel;
  /** Where two numbers lead, and it is open which one is meant. */
  numbers?: 'several';
  rest: string;
}

function takeLead(text: string, options: PhoneNumberOptions): Lead {
  const word = takeChannelWord(text);
  const number = word
    ? takeNumber(word.rest.replace(TO_NUMBER, ''), options, word.channel)
    : takeNumber(text, options);
  if (!number) return word ?? { rest: text };
  if (beginsWithNumber(number.rest, options)) return { rest: text, ...word, numbers: 'several' };
  return { ...number, ...(!word && takeChannelWord(number.rest)) };
}

/** Right behind another. */
function beginsWithNumber(text: string, options: PhoneNumberOptions): boolean {
  if (takeChannelWord(text)) return false;
  return takeDecoratedPhoneNumber(text.replace(BETWEEN_NUMBERS, ''), options)?.parsed.ok === true;
}

function numberWithin(text: string, options: PhoneNumberOptions): Pick<CommandOpen, 'phone' | 'numbers'> {
  if (text.trim() === '') return {};
  const [phone, ...others] = findPhoneNumbers(text, options);
  if (phone === undefined) return { numbers: 'none' };
  return others.length > 0 ? { numbers: 'several' } : { phone };
}

function takeChannelWord(text: string): { channel: Channel; rest: string } | undefined {
  const [whole = '', word = ''] = CHANNEL_WORD.exec(text) ?? [];
  const channel = channelOfWord(word);
  return channel && { channel, rest: dropSeparator(text.slice(whole.length)) };
}

function takeNumber(text: string, options: PhoneNumberOptions, channelBefore?: Channel): Lead | undefined {
  const found = takeDecoratedPhoneNumber(text, options);
  if (!found) return undefined;
  const channel = channelBefore ?? channelOfWord(CHANNEL_ALONE.exec(found.front)?.[1] ?? '');
  const rest = dropSeparator(channelBefore ? found.rest : found.rest.replace(UP_TO_CHANNEL_WORD, ''));
  const isBeside = channel !== undefined || takeChannelWord(rest) !== undefined;
  if (!found.parsed.ok && !looksMeant(found.typed, found.digits, rest, isBeside)) return undefined;
  const phone = found.parsed.ok ? found.parsed.e164 : unescapeSlackText(found.typed).trim();
  return { phone, rest, ...(channel && { channel }) };
}

/** "2 pizzas are ready" is a message; "+1 206 555 …" and "5550152 sms …" were meant as numbers. */
function looksMeant(typed: string, digits: number, rest: string, besideChannelWord: boolean): boolean {
  if (SPREADSHEET_NUMBER.test(typed)) return /[.,٫+]/.test(typed);
  if (rest === '' && digits >= 3) return true;
  if (/^[([]?[+＋]|^00|^<?tel:/iu.test(typed)) return digits >= 5;
  return digits >= (besideChannelWord ? 7 : 10);
}

function dropSeparator(text: string): string {
  return text.replace(SEPARATOR, '');
}
