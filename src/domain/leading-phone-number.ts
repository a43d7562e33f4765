import { type PhoneNumberOptions, type PhoneNumberResult, parsePhoneNumber } from './phone-number.ts';
import { PHONE_SEPARATORS } from './phone-text.ts';

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
  `^(?:tel:)?[([]?[+＋]?[([]?\\p{Nd}(?:[\\p{Nd}${PHONE_SEPARATORS}]|[^\\S\\r\\n])*`,
  'iu',
);
const DATE = /^(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2})(?!\d)/;
/** E.164 has 15; a few more so that a number with too many is still seen whole. */
const MOST_DIGITS = 18;

/**
 * The phone number that a text begins with. Where the digits that follow may belong to it or not, the longest
 * valid number is taken. Without a valid one, the longest run that could have been meant, with its refusal.
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
  return candidates.findLast((candidate) => candidate.parsed.ok) ?? candidates.at(-1);
}

/** Where a group of digits ends and the text goes on with a space, punctuation and a space, or not at all. */
function groupEnds(text: string, run: string): number[] {
  const ends: number[] = [];
  let digits = 0;
  for (const group of run.matchAll(/\p{Nd}+[)\]]?/gu)) {
    digits += countDigits(group[0]);
    if (digits > MOST_DIGITS) break;
    const end = group.index + group[0].length;
    if (/^(?:[.,;:!?]?(?:\s|$)|\s)/u.test(text.slice(end, end + 2))) ends.push(end);
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
