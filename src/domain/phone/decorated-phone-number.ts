import { HTML_LINK, IN_FRONT, LABEL_BEHIND, MARK, WHATSAPP_LINK } from './decoration.ts';
import { type LeadingPhoneNumber, takeLeadingPhoneNumber } from './leading-phone-number.ts';
import { SPREADSHEET_NUMBER } from './number-habits.ts';
import { type PhoneNumberOptions, readPhoneNumber } from './phone-number.ts';

const FRONT = new RegExp(`^(?:${IN_FRONT})*`, 'iu');
const EACH_IN_FRONT = new RegExp(IN_FRONT, 'giu');
const LABELLED_BEHIND = new RegExp(`^${LABEL_BEHIND}`, 'iu');
/** Whole, for their digits alone would be read otherwise. */
const LINK = new RegExp(
  `^(?:${HTML_LINK}|<?${WHATSAPP_LINK}(?:\\|[^<>]*)?>?|<?tel:[^\\s;<>|]+;phone-context=[+\\w.-]+(?:\\|[^<>]*)?>?)(?=$|\\s)`,
  'iu',
);

export interface DecoratedPhoneNumber extends LeadingPhoneNumber {
  /** What stood before it. */
  front: string;
}

/**
 * The phone number that a text begins with, as `takeLeadingPhoneNumber`, or behind labels, in formatting, in
 * quotes or as a link. A mark that opens before it must close behind it, save a spreadsheet's apostrophe.
 */
export function takeDecoratedPhoneNumber(
  text: string,
  options: PhoneNumberOptions,
): DecoratedPhoneNumber | undefined {
  const [front = ''] = (!LINK.test(text) && FRONT.exec(text)) || [];
  const bare = text.slice(front.length);
  // What a spreadsheet shortened is taken so that the form says so.
  const whole = (LINK.exec(bare) ?? SPREADSHEET_NUMBER.exec(bare))?.[0];
  const found = whole === undefined ? takeLeadingPhoneNumber(bare, options) : read(whole, bare, options);
  if (!found) return undefined;
  const marks = [...front.matchAll(EACH_IN_FRONT)].flatMap(({ groups }) => groups?.mark ?? []);
  const closing = new RegExp(`^${MARK}{${marks.length}}`, 'iu').exec(found.rest)?.[0];
  if (closing === undefined && marks.join('') !== "'") return undefined;
  const rest = found.rest.slice(closing?.length ?? 0);
  return { ...found, front, rest: found.parsed.ok ? rest.replace(LABELLED_BEHIND, '') : rest };
}

function read(typed: string, text: string, options: PhoneNumberOptions): LeadingPhoneNumber {
  const digits = typed.match(/\p{Nd}/gu)?.length ?? 0;
  return { typed, parsed: readPhoneNumber(typed, options), digits, rest: text.slice(typed.length) };
}
