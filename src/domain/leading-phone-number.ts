import { type PhoneNumberOptions, type PhoneNumberResult, parsePhoneNumber } from './phone-number.ts';
import { INVISIBLE, PHONE_SEPARATORS } from './phone-text.ts';

interface LeadingPhoneNumber {
  /** The number as it stands in the text. */
  typed: string;
  parsed: PhoneNumberResult;
  digits: number;
  /** What follows, from the first character after the number. */
  rest: string;
}

const SLACK_TEL = /^<tel:[^<>]+>/i;
/** A plus, brackets, digits and what separates them, on one line. */
const RUN = new RegExp(
  `^${INVISIBLE}*(?:tel:)?[([]?(?:[+＋][^\\S\\r\\n]?)?[([]?\\p{Nd}(?:[\\p{Nd}${PHONE_SEPARATORS}]|${INVISIBLE}|[^\\S\\r\\n])*`,
  'iu',
);
const GROUP = new RegExp(`\\p{Nd}+[)\\]]?${INVISIBLE}*`, 'gu');
/**
 * What may come right after a number: nothing that belongs to a word, save in scripts that write without
 * spaces, and nothing that goes on with digits.
 */
const AFTER =
  /^(?![\p{Nd}@%=+]|[\p{L}--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]]|[\-_.\/·~][\p{L}\p{Nd}])/v;
const DATE = /^(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2})(?!\d)/;
/** E.164 has 15; a few more so that a number with too many is still seen whole. */
const MOST_DIGITS = 18;

/** As many digits, written in one go, are a whole number in every country. */
const WHOLE_DIGITS = 10;

/**
 * The phone number that a text begins with. Where the digits that follow may belong to it or not, the way it
 * is written decides, and else the longest valid number is taken. Without a valid one, the longest run that
 * could have been meant, with its refusal.
 */
export function takeLeadingPhoneNumber(
  text: string,
  options: PhoneNumberOptions,
): LeadingPhoneNumber | undefined {
  const link = SLACK_TEL.exec(text)?.[0];
  if (link) return cut(text, link.length, options);
  const run = RUN.exec(text)?.[0];
  if (!run || DATE.test(run)) return undefined;
  const candidates = groupEnds(text, run).map((end) => cut(text, end, options));
  const valid = candidates.filter((candidate) => candidate.parsed.ok);
  return valid.find(isWhole) ?? valid.at(-1) ?? candidates.at(-1);
}

/** Written in one go, or in large groups, so that a small one after it ("24 calls", "15 Uhr") is no part of it. */
function isWhole({ typed, digits, rest }: LeadingPhoneNumber): boolean {
  if (!/\s/.test(typed.trim())) return digits >= WHOLE_DIGITS;
  return /\p{Nd}{6,}[)\]]?$/u.test(typed) && /^\s+\p{Nd}{1,2}(?!\p{Nd})/u.test(rest);
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
    parsed: parsePhoneNumber(typed, options),
    digits: countDigits(typed),
    rest: text.slice(end),
  };
}

function countDigits(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}
