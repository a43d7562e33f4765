import { type LeadingPhoneNumber, takeLeadingPhoneNumber } from './leading-phone-number.ts';
import { type PhoneNumberOptions, readPhoneNumber } from './phone-number.ts';
import { LABEL, LABEL_BEHIND, MARKS, WHATSAPP_LINK } from './phone-text.ts';

const LEAD = new RegExp(`^(?:[${MARKS}]|${LABEL})*`, 'iu');
const MARK = new RegExp(`[${MARKS}]`, 'gu');
const LABELLED_BEHIND = new RegExp(`^${LABEL_BEHIND}`, 'iu');
/** Whole, for their digits alone would be read otherwise. */
const LINK = new RegExp(
  `^(?:<?${WHATSAPP_LINK}(?:\\|[^<>]*)?>?|<?tel:[^\\s;<>|]+;phone-context=[+\\w.-]+(?:\\|[^<>]*)?>?)(?=$|\\s)`,
  'i',
);
/** Where a spreadsheet kept no more of it; it is taken so that the form says so. */
const SPREADSHEET = /^\p{Nd}+[.,]\p{Nd}+E[+-]?\p{Nd}{1,3}(?=$|\s)/iu;

/**
 * The phone number that a text begins with, as `takeLeadingPhoneNumber`, or in formatting, in quotes, after a
 * label or as a link. A mark that opens before it must close behind it, save a spreadsheet's apostrophe.
 */
export function takeDecoratedPhoneNumber(
  text: string,
  options: PhoneNumberOptions,
): LeadingPhoneNumber | undefined {
  const [lead = ''] = (!LINK.test(text) && LEAD.exec(text)) || [];
  const bare = text.slice(lead.length);
  const whole = (LINK.exec(bare) ?? SPREADSHEET.exec(bare))?.[0];
  const found = whole === undefined ? takeLeadingPhoneNumber(bare, options) : read(whole, bare, options);
  if (!found || (lead && !found.parsed.ok)) return undefined;
  const marks = lead.match(MARK) ?? [];
  const closing = new RegExp(`^[${MARKS}]{${marks.length}}`, 'u').exec(found.rest)?.[0];
  if (closing === undefined && !(marks.length === 1 && marks[0] === "'")) return undefined;
  const rest = found.rest.slice(closing?.length ?? 0);
  return { ...found, rest: found.parsed.ok ? rest.replace(LABELLED_BEHIND, '') : rest };
}

function read(typed: string, text: string, options: PhoneNumberOptions): LeadingPhoneNumber {
  const digits = typed.match(/\p{Nd}/gu)?.length ?? 0;
  return { typed, parsed: readPhoneNumber(typed, options), digits, rest: text.slice(typed.length) };
}
