/** Digits of the scripts that phones put into contacts: Arabic-Indic and Persian (full-width is NFKC's). */
const FOREIGN_DIGIT_ZEROS = [0x0660, 0x06f0];

/** Direction marks and the like, which phones copy along with contacts. */
export const INVISIBLE = '[\\p{Cf}\\p{Variation_Selector}]';
export const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');

/** What people put between digits, beside spaces, for a character class; dashes of all widths included. */
export const PHONE_SEPARATORS = '()\\[\\]./·_\\-‐‑‒–—―−－~';

/** Nothing but a number, in digits of ours. */
export const WRITTEN_NUMBER = new RegExp(`^[+\\d\\s${PHONE_SEPARATORS}]+$`, 'u');
const STARTS_BARE = /^[+\d([]/;

/** Slack's formatting and quotes of all kinds, for a character class. */
export const MARKS = '*_~`´"\'“”‘’„‚«»‹›';

const LABELS =
  'telephone|telefone?|teléfono|telefono|téléphone|tel|tél|phone|ph|mobile|mobil|móvil|mob|cellphone|cellulare|celular|cell|cel|handy|portable|gsm|home|work|office|direct|main|whatsapp|wa|sms';
/** What a phone number is called where it is written down. A single letter needs something after it. */
export const LABEL = `(?:(?:${LABELS})(?![\\p{L}\\p{M}])|[mtpwhcd](?=\\s*[.:+\\-–]))[\\s.:\\-–—]*(?=[+＋(\\[\\p{Nd}])`;

/** The same in brackets behind the number. */
export const LABEL_BEHIND = `\\s*[(\\[](?:${LABELS}|[mtpwhcd])\\.?[)\\]]`;

/** The telephones and envelopes of signatures. */
const PICTURE = '\\p{Extended_Pictographic}';

/** A link into WhatsApp, whose number is written without the plus. */
export const WHATSAPP_LINK =
  '(?:https?://)?(?:www\\.|api\\.)?(?:wa\\.me/|whatsapp\\.com/send/?\\?phone=)(?:\\+|%2B)?(?<wa>\\d+)[^\\s<>|]*';

/** What stands around a number, layer by layer, and what is left of it. */
const LAYERS: [RegExp, string][] = [
  [/^<(?:tel:)?([^|<>]*)(?:\|[^<>]*)?>$/i, '$1'],
  [/^tel:/i, ''],
  [/^([^;]*\+[^;]*);\s*phone-context=[^;]*/i, '$1'],
  [/^([^;+]*);\s*phone-context=(\+\d{1,3})?[^;]*/i, '$2 $1'],
  [new RegExp(`^${WHATSAPP_LINK}$`, 'i'), '+$<wa>'],
  [new RegExp(`^(?:[${MARKS}\\s]|${PICTURE})+|(?:[${MARKS}\\s,;:]|${PICTURE})+$`, 'gu'), ''],
  [new RegExp(`^${LABEL}`, 'iu'), ''],
  [/^\p{L}[\p{L}\p{M} ./'-]{0,24}:\s*(?=[+([\d])/u, ''],
  [/\s*[([]\p{L}[\p{L}\p{M} .-]{0,19}[)\]]$/u, ''],
];
const MOST_LAYERS = 8;

/**
 * What was typed, in plain ASCII digits and without what people and programs put around a number: Slack's
 * `<tel:…|…>`, `tel:` and its context, links into WhatsApp, formatting, quotes, labels, direction marks.
 */
export function unwrapPhoneText(typed: string): string {
  let text = asciiDigits(typed.replace(ALL_INVISIBLE, '')).trim();
  for (let layer = 0; layer < MOST_LAYERS && !isBare(text); layer++)
    for (const [around, left] of LAYERS) text = text.replace(around, left).trim();
  return text;
}

function isBare(text: string): boolean {
  return STARTS_BARE.test(text) && WRITTEN_NUMBER.test(text);
}

function asciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/[٠-٩۰-۹]/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = FOREIGN_DIGIT_ZEROS.findLast((start) => start <= code) ?? 0;
    return String(code - zero);
  });
}
