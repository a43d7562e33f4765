import { unescapeSlackText } from '../intake/slack-text.ts';
import { ALL_INVISIBLE, WHATSAPP_LINK } from './decoration.ts';
import { takeLeadingPhoneNumber } from './leading-phone-number.ts';
import { isNamedOtherwise } from './named-otherwise.ts';
import type { PhoneNumberOptions } from './phone-number.ts';

const TEL_LINK = /<tel:([^<>|]+)(?:\|[^<>]*)?>/gi;
/** As it was typed, or as Slack marks links up. */
const CHAT_LINK = new RegExp(`(?<![\\p{L}\\p{N}./@-])<?${WHATSAPP_LINK}(?:\\|[^<>]*)?>?`, 'giu');
/** Where digits mean something else: Slack's other links, web and mail addresses. */
const NOT_PROSE = /<[^<>]*>|\b(?:https?:\/\/|www\.)[^\s<>]+|[^\s<>@]{1,64}@[^\s<>]+/gi;
/** Slack's formatting marks and quotes; `>` begins a quoted line. */
const MARKS = /[*`~"'“”‘’«»<>|{}]/g;
/** Digits that begin on their own: not inside a word, a decimal, a path or an id, not after a currency; a plus may. */
const START = /(?<![\p{Nd}+/])[([]?\+[([]?\p{Nd}|(?<![\p{L}\p{Nd}_+./=%-]|[#$€£¥]\s?)[([]?\p{Nd}/gu;
/** More places than any message has that a person wrote. */
const MOST_STARTS = 500;
/** With its country code. In prose, a number without the plus is too likely something else. */
const ABROAD = /^[^\p{Nd}]*(?:[+＋]|00)/u;
/** Payment cards, IP addresses and timestamps. */
const NOT_A_PHONE =
  /^(?:\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{1,4}(?!\d)|\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\d{9,10}\.\d{3,})/;
/** Slack's limit for a message. */
const LONGEST_MESSAGE = 40_000;

/**
 * The phone numbers in the text of a Slack message, each once, in E.164. National numbers are found only with a
 * default country. Dates, order numbers, addresses, card numbers and Slack's own ids aren't phone numbers.
 */
export function findPhoneNumbers(messageText: string, options: PhoneNumberOptions = {}): string[] {
  return [...new Set(numbersIn(messageText, options))];
}

function* numbersIn(messageText: string, options: PhoneNumberOptions): Generator<string> {
  const prose = unescapeSlackText(
    messageText
      .slice(0, LONGEST_MESSAGE)
      .replace(TEL_LINK, '\n$1\n')
      .replace(CHAT_LINK, '\n+$<wa>\n')
      .replace(NOT_PROSE, '\n'),
  )
    .replace(MARKS, '\n')
    .replaceAll('＋', '+')
    .replace(ALL_INVISIBLE, '');
  let read = 0;
  for (const start of [...prose.matchAll(START)].slice(0, MOST_STARTS)) {
    if (start.index < read) continue;
    const before = prose.slice(Math.max(0, start.index - 40), start.index);
    const text = prose.slice(start.index, start.index + 100);
    if (!start[0].includes('+') && meansSomethingElse(before, text)) continue;
    const found = takeLeadingPhoneNumber(text, options);
    if (!found?.parsed.ok || !(options.defaultCountry || ABROAD.test(found.typed))) continue;
    yield found.parsed.e164;
    read = start.index + found.typed.length;
  }
}

function meansSomethingElse(before: string, text: string): boolean {
  const goesOn = /\p{Nd}[ -]$/u.test(before) && !/:\d\d $/.test(before);
  return goesOn || /\d:$/.test(before) || isNamedOtherwise(before) || NOT_A_PHONE.test(text);
}
