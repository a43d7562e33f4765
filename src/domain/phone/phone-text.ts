/** Digits of the scripts that phones put into contacts: Arabic-Indic and Persian (full-width is NFKC's). */
const FOREIGN_DIGIT_ZEROS = [0x0660, 0x06f0];

/** Direction marks and the like, which phones copy along with contacts. */
export const INVISIBLE = '[\\p{Cf}\\p{Variation_Selector}]';
export const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');
const SLACK_LINK = /^<tel:([^|<>]*)(?:\|[^<>]*)?>$/i;
const LABEL = /^(?:tel|phone|mobile|cell)\s*[.:]*\s*(?=[+(\d])/i;

/** What people put between digits, beside spaces, for a character class; dashes of all widths included. */
export const PHONE_SEPARATORS = '()\\[\\]./·_\\-‐‑‒–—―−－~';

/**
 * What was typed, in plain ASCII digits and without wrapping: Slack's `<tel:…|…>`, a `tel:` prefix, invisible
 * direction marks, full-width and Arabic digits.
 */
export function unwrapPhoneText(typed: string): string {
  const bare = typed.replace(ALL_INVISIBLE, '').trim();
  const linked = SLACK_LINK.exec(bare)?.[1] ?? bare;
  const ascii = linked.normalize('NFKC').replace(/[٠-٩۰-۹]/gu, asciiDigit);
  return ascii.trim().replace(LABEL, '').trim();
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = FOREIGN_DIGIT_ZEROS.findLast((start) => start <= code) ?? 0;
  return String(code - zero);
}
