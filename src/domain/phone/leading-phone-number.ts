import { CHANNEL_WORDS } from '../channels/registry.ts';
import { INVISIBLE, PHONE_SEPARATORS, SCHEME } from './decoration.ts';
import type { Reading } from './judge-number.ts';
import { type PhoneNumberOptions, readPhoneNumber } from './phone-number.ts';

export interface LeadingPhoneNumber {
  /** The number as it stands in the text. */
  typed: string;
  parsed: Reading;
  digits: number;
  /** What follows, from the first character after the number. */
  rest: string;
}

const SLACK_TEL = /^<tel:[^<>]+>/i;
/** A plus, brackets, digits and what separates them, on one line. */
const RUN = new RegExp(
  `^${INVISIBLE}*(?:${SCHEME})?[([]?(?:[+＋][^\\S\\r\\n]?)?[([]?\\p{Nd}(?:[\\p{Nd}${PHONE_SEPARATORS}]|${INVISIBLE}|[^\\S\\r\\n])*`,
  'iu',
);
const GROUP = new RegExp(`\\p{Nd}+[)\\]]?${INVISIBLE}*`, 'gu');
/**
 * What may come right after a number: nothing that belongs to a word, save in scripts that write without
 * spaces, nothing that goes on with digits, and no currency.
 */
const AFTER =
  /^(?![\p{Nd}@%=+]|\s?\p{Sc}|&(?!gt|lt)\p{L}|[.,:;\(\[#]\p{Nd}|[\-_.\/·~][\p{L}\p{Nd}]|[\p{L}--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]])/v;
const DAY_FIRST = /^\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d|\1\d)/;
/** Also right after an offset from UTC, and written together before a time. */
const YEAR_FIRST =
  /^(?:\+\d{1,2}\s)?(?:19|20)\d\d(?:([./_–-])\d{1,2}\1\d{1,2}(?!\d)|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\s-]\d)/;
/** E.164 has 15; a few more so that a number with too many is still seen whole. */
const MOST_DIGITS = 18;

/** So many digits in one go, with or without the country code, leave little to be added. */
const WHOLE_DIGITS = 10;
const WORD = `\\s+(?!(?:${CHANNEL_WORDS})\\b)\\p{L}`;
const BESIDE_A_WORD = new RegExp(`^\\s+\\p{Nd}+${WORD}`, 'iu');
const FEW_BESIDE_A_WORD = new RegExp(`^\\s+[1-9]\\p{Nd}?${WORD}`, 'iu');

/**
 * The phone number that a text begins with. Where the digits that follow may belong to it or not, the way it
 * is written decides, and else the longest valid number is taken. Without a valid one, the longest run that
 * could have been meant.
 */
export function takeLeadingPhoneNumber(
  text: string,
  options: PhoneNumberOptions,
): LeadingPhoneNumber | undefined {
  const link = SLACK_TEL.exec(text)?.[0];
  if (link) return cut(text, link.length, options);
  const run = RUN.exec(text)?.[0];
  if (!run || DAY_FIRST.test(run) || YEAR_FIRST.test(run)) return undefined;
  const candidates = groupEnds(text, run).map((end) => cut(text, end, options));
  const valid = candidates.filter((candidate) => candidate.parsed.ok);
  return valid.find(isWhole) ?? valid.at(-1) ?? candidates.at(-1);
}

/** Written in one go, or in a large group, so that the digits after it belong to a word: "24 calls", "15 Uhr". */
function isWhole({ typed, digits, rest }: LeadingPhoneNumber): boolean {
  if (!/\s/.test(typed.trim())) return digits >= WHOLE_DIGITS && BESIDE_A_WORD.test(rest);
  return /\p{Nd}{7,}[)\]]?$/u.test(typed) && FEW_BESIDE_A_WORD.test(rest);
}

/** Where a group of digits ends and the number may. */
function groupEnds(text: string, run: string): number[] {
  const ends: number[] = [];
  let digits = 0;
  for (const group of run.matchAll(GROUP)) {
    digits += countDigits(group[0]);
    if (digits > MOST_DIGITS) break;
    const end = group.index + group[0].length;
    if (AFTER.test(text.slice(end, end + 3))) ends.push(end);
  }
  return ends;
}

function cut(text: string, end: number, options: PhoneNumberOptions): LeadingPhoneNumber {
  const typed = text.slice(0, end);
  return {
    typed,
    parsed: readPhoneNumber(typed, options),
    digits: countDigits(typed),
    rest: text.slice(end),
  };
}

function countDigits(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}
