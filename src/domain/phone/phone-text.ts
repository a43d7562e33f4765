import {
  ALL_INVISIBLE,
  HTML_LINK,
  IN_FRONT,
  LABEL_AT_END,
  MARKS,
  PHONE_SEPARATORS,
  SCHEME,
  WHATSAPP_LINK,
} from './decoration.ts';
import { isNamedOtherwise } from './named-otherwise.ts';

/** A number and what separates its digits, in digits of ours. */
export const WRITTEN_NUMBER = new RegExp(`^[+\\d\\s${PHONE_SEPARATORS}]+$`, 'u');
/** Its plus comes first. */
const PLUS_FIRST = /^[([]?\+?[^+]*$/;

/** What stands around a number, layer by layer, and what is left of it. */
const LAYERS: [RegExp, string][] = [
  [new RegExp(`^${HTML_LINK}$`, 'iu'), '$<tel>'],
  [/<tel:([^|<>]*)(?:\|[^<>]*)?>/gi, '$1'],
  [/^<([^|<>]*)(?:\|[^<>]*)?>$/, '$1'],
  [new RegExp(`^${WHATSAPP_LINK}$`, 'iu'), '+$<wa>'],
  [/^\[[^[\]]*\]\(tel:([^()]*)\)$/i, '$1'],
  [new RegExp(`^${SCHEME}`, 'i'), ''],
  [/^([^;]*\+[^;]*);\s*phone-context=[^;]*/i, '$1'],
  [/^([^;+]*);\s*phone-context=(\+\d{1,3})?[^;]*/i, '$2 $1'],
  [/^([^?]*\d)\?[a-z]\S*$/i, '$1'],
  [new RegExp(`^(?:${IN_FRONT})+`, 'iu'), ''],
  [/\s*[([{]\p{L}[^\p{N}()[\]{}]{0,40}[)\]}]$/u, ''],
  [new RegExp(`(?<=[\\d)\\]])${LABEL_AT_END}`, 'iu'), ''],
  [/(?<=[\d)\]])(?:\s[-–—/|]|\s?[,;|])\s\p{L}[^\p{N}]{0,60}$/u, ''],
  [new RegExp(`[${MARKS}\\s]+$`, 'u'), ''],
  [/^([^<]*?)[^\p{L}\p{N}%=@+#)\]\p{Sc}]+$/u, '$1'],
];
const MOST_LAYERS = 8;
/** Behind a number, whose digits it would else be taken for. */
const AT_ANY_HOUR = /[\s,]+\(?24[/x]7\)?\s*$/;

/** Words without a digit, up to where a number begins. */
const WORDS_IN_FRONT = /^[^\p{N}+]+?(?=[([]?\+[([]?\d|[([]?\d)/u;
/** Digits that go on with what stands before them are the end of a word, of an id or of an amount. */
const GOES_ON = /(?:[\p{L}_/%]|\p{L}[-.=]|[#\p{Sc}]\s?)$/u;
const ADDRESS = /\/\/|www\./i;

/**
 * What was typed, in plain ASCII digits and without what people and programs put around a number: Slack's
 * `<tel:…|…>`, other links, formatting, quotes, labels, names, places in a list, direction marks.
 */
export function unwrapPhoneText(typed: string): string {
  let text = asciiDigits(typed.replace(ALL_INVISIBLE, '')).replace(AT_ANY_HOUR, '').trim();
  for (let layer = 0; layer < MOST_LAYERS && !isBare(text); layer++) {
    for (const [around, left] of LAYERS) text = text.replace(around, left).trim();
    text = withoutWordsInFront(text);
  }
  return text;
}

function withoutWordsInFront(text: string): string {
  const [words] = WORDS_IN_FRONT.exec(text) ?? [];
  if (words === undefined || ADDRESS.test(words)) return text;
  const number = text.slice(words.length);
  const hasPlus = /^[([]?\+/.test(number);
  return hasPlus || !(GOES_ON.test(words) || isNamedOtherwise(words)) ? number : text;
}

function isBare(text: string): boolean {
  return /^[+\d([]/.test(text) && WRITTEN_NUMBER.test(text) && PLUS_FIRST.test(text);
}

/** In digits of any script. Unicode keeps those of one together, from zero on. */
export function asciiDigits(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => wide.normalize('NFKC'))
    .replace(/(?!\d)\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      let zero = code;
      while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
      return String((code - zero) % 10);
    });
}
