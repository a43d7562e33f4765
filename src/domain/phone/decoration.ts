/**
 * What people, address books and programs put around a phone number, for the form's field, which is all about one
 * number, and for the command, where a message follows. Sources of regular expressions with the flags `iu`.
 */

/** Direction marks and the like, which phones copy along with contacts. */
export const INVISIBLE = '[\\p{Cf}\\p{Variation_Selector}]';
export const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');

/** What people put between digits, beside spaces, for a character class; dashes of all widths included. */
export const PHONE_SEPARATORS = '()\\[\\]./·_\\-‐‑‒–—―−－~';

/** Slack's formatting, quotes of all kinds, what stands in for them, and rare brackets, for a character class. */
export const MARKS = '*_~`\\p{Quotation_Mark}\\p{Pi}\\p{Pf}´ˋ′″‵‶❛-❠🙶-🙸ʹ-ʽˮ{}⟨⟩〈-】';
/** One of them, or an angle bracket as Slack escapes it in commands. */
export const MARK = `(?:[${MARKS}]|&[lg]t;)`;

/** The telephones and pointers of signatures and lists. */
const PICTURE = '[☎☏✆✉🕻🕼🕽🕾🕿📞📟📠📱📲📧🏠🏡🏢💼👤👉➡▶→]\\p{Variation_Selector}?[\\s:]*';
const BULLET = '(?:[-–—•‣◦▪●·*>|]|&gt;)\\s+';
/** A place in a list; only before a plus, because such digits may be the number's own. */
const ORDINAL = '[(\\[]?\\d{1,2}[.)\\]:⃣]\\s*(?=[(\\[]?[+＋])';

/** What a number is called where it is written down. */
const LABELS =
  'tele(?:phone|fono?|foon|fonnummer)|tel[ée]fono|téléphone|rufnummer|handynummer|mobilnummer|t[ée]l|(?:i|cell|mobile[- ]?)?phone|ph|hp|mobile?|móvil|mobiltelefon|mob|cellulare|celular|cell?|handy|portable|gsm|home|work|office|direct|main|private?|personal|business|company|primary|preferred|secondary|landline|desk|fax|viber|телефон|тел|моб|мобильный|电话|手机|電話|手機|携帯|전화|휴대폰';
const CHANNELS = 'whats[- ]?app|wa|sms';
const CALL_OR_TEXT = '(?:call|text)\\s?[/&]\\s?(?:call|text|whats[- ]?app|sms)';
const NUMBER_WORDS = 'numbers?|num|número|numéro|nummer|номер|no|nr|n°|#';
const LETTERS = '[mtpwhcdof]';
const WORD_ENDS = '(?![\\p{L}\\p{M}])';
/** "Mobile", "Home phone", "Cell/WhatsApp", "Phone No.", "Phone 2:". */
const NAME = `(?:${LABELS}|${CHANNELS}|${CALL_OR_TEXT})(?:[\\s./&\\-]*(?:${LABELS}|${CHANNELS}|${NUMBER_WORDS}|(?<=[/&]\\s?)(?:call|text))${WORD_ENDS})*(?:\\s?\\d(?=:))?${WORD_ENDS}`;
const IN_BRACKETS = `[(\\[](?:${NAME}|${LETTERS})\\.?[)\\]]`;
/** A line of a vCard up to its value: `TEL;TYPE=CELL:`. Source: RFC 6350, 3.3. */
const VCARD = '(?:item\\d\\.)?tel(?:;(?:"[^"]*"|[^":;\\s])+)*:';
/** A single letter needs something after it. */
const LABEL = `(?:${VCARD}|${IN_BRACKETS}|${MARK}{1,2}(?:${NAME}|${LETTERS})[.:]?${MARK}{1,2}|(?:${NAME})(?:\\s*${IN_BRACKETS})?|${LETTERS}(?=\\s*[.:+=\\-–])|(?:${NUMBER_WORDS})\\.?(?=\\s*[:=]))[\\s.:：=#\\-–—]*`;

/** What stands before a number and is said to nobody; a mark among it may have to close behind the number. */
export const IN_FRONT = `${BULLET}|${ORDINAL}|${LABEL}|${PICTURE}|${INVISIBLE}|=|\\s|(?<mark>${MARK})`;

/** A label in brackets behind a number. */
export const LABEL_BEHIND = `\\s*${IN_BRACKETS}`;
/** A bare one, where nothing follows. */
export const LABEL_AT_END = `\\s*[-–—,/|]?\\s*(?:${NAME}|${LETTERS})$`;
/** A bare one that is no word for a channel, which only what comes next can tell from a message. */
export const BARE_LABEL_BEHIND = `\\s*[-–—,/|]?\\s*(?!phone)(?:(?:${LABELS})(?:\\s(?:${LABELS}|number))*|${LETTERS})${WORD_ENDS}`;

/** A link into WhatsApp, whose number is written without the plus. */
export const WHATSAPP_LINK =
  '(?:https?://)?(?:(?:www\\.|api\\.|web\\.)?(?:wa\\.me/|whatsapp\\.com/send/?\\?phone=)|whatsapp://send/?\\?phone=)(?:\\+|%2B)?(?<wa>\\d+)[^\\s<>|]*';
/** A link of a web page, in a command with Slack's escapes. */
export const HTML_LINK = '(?:<|&lt;)a\\s[^<>]*?tel:(?<tel>[^"\'<>&]+)(?:(?!tel:)[^])*?(?:<|&lt;)/a(?:>|&gt;)';
/** Before a number in links of telephones. */
export const SCHEME = '(?:tel|callto|sip|skype|facetime):';
