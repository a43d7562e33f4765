import shortCodes from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

/** Slack's own name for it, which emoji-datasource doesn't have. */
const ALIASES: Record<string, string> = { simple_smile: 'slightly_smiling_face' };

/** Of one person or of two: `:skin-tone-2-4:` and `:skin-tone-2::skin-tone-4:` are the same. */
const TONES = '(?::skin-tone-([2-6])(?:(?:-|::skin-tone-)([2-6]))?:)?';
/** Not within a web address, and not between words and digits, as in "10:30:00"; one letter stands alone. */
const SHORT_CODE = new RegExp(
  `\\bhttps?://\\S+|(?<![\\p{L}\\p{N}]):(?!.:[\\p{L}\\p{N}])([a-z0-9_+'-]+):${TONES}|:([+-]1|[a-z][a-z0-9_+'-]+):${TONES}(?![\\p{L}\\p{N}])`,
  'gu',
);
const NAME = "(?:[+-]1|(?=[\\d_+'-]*\\p{L})[\\p{L}\\p{N}_+'-]{2,100})";
/** One or more in a row, of Slack's or of a workspace, whose names may have any letters. */
const ANY_CODES = new RegExp(`(?<![\\p{L}\\p{N}:/])(?::${NAME}:)+(?![\\p{L}\\p{N}:/])`, 'gu');
const CODE = /:[^:]+:(?::skin-tone-[-\d]+:)*/g;

/** Couples that are one character, by the two people and what joins them, who take a tone each. Source: Unicode TS 51. */
const TWO_PEOPLE: Record<string, string> = {
  '1F91D': '1FAF1-200D-1FAF2',
  '1F46B': '1F469-200D-1F91D-200D-1F468',
  '1F46C': '1F468-200D-1F91D-200D-1F468',
  '1F46D': '1F469-200D-1F91D-200D-1F469',
  '1F48F': '1F9D1-200D-2764-FE0F-200D-1F48B-200D-1F9D1',
  '1F491': '1F9D1-200D-2764-FE0F-200D-1F9D1',
};

const VARIATION_SELECTOR = 0xfe0f;
/** Of the modifiers that skin tones 2 to 6 stand for. */
const BEFORE_FIRST_TONE = 0x1f3f9;

/**
 * The text of a command, in which Slack sends emoji as `:tada:` and `:+1::skin-tone-4:`, with the characters that
 * they stand for. What Slack has no character for, such as a workspace's own, stays as it is.
 */
export function writeOutEmoji(text: string): string {
  return text.replace(SHORT_CODE, (written, ...groups: (string | undefined)[]) => {
    const [name = groups[3], first = groups[4], second = groups[5]] = groups;
    const hex = name && hexOf(ALIASES[name] ?? name);
    if (!hex) return written;
    const tones = [first, second].flatMap((tone) => (tone ? [BEFORE_FIRST_TONE + Number(tone)] : []));
    const toned = characters(hex, tones);
    return tones.length > 0 && isEmoji(toned) ? toned : characters(hex, []);
  });
}

/**
 * A warning of `:party_parrot:` and the like, which are no emoji outside Slack; undefined without any. In a
 * form they are what was typed, known to Slack or not.
 */
export function emojiCodeWarning(message: string): string | undefined {
  const codes = [...message.matchAll(ANY_CODES)].flatMap(([run]) => run.match(CODE) ?? []);
  const [first, ...others] = new Set(codes);
  if (first === undefined) return undefined;
  return others.length === 0
    ? `\`${first}\` goes out as written, not as an emoji.`
    : `${[first, ...others]
        .slice(0, 3)
        .map((code) => `\`${code}\``)
        .join(', ')} go out as written, not as emoji.`;
}

/** By name; made when the first is asked for, which keeps 20 ms and 5 MB out of the start. */
let hexes: Map<string, string> | undefined;

/**
 * Code points in hexadecimal, by Slack's name for them. Source: emoji-datasource, which Slack's own names come
 * from, as emojibase-data keeps it.
 */
function hexOf(name: string): string | undefined {
  hexes ??= new Map(
    Object.entries<string | string[]>(shortCodes).flatMap(([hex, names]) =>
      (Array.isArray(names) ? names : [names]).map((one) => [one, hex]),
    ),
  );
  return hexes.get(name);
}

/**
 * With the skin tones after the people in it, the first and the last, and with the selectors that make a
 * picture of what is a text character otherwise. Source: Unicode TS 51, emoji modifier and ZWJ sequences.
 */
function characters(hex: string, [first, last = first]: number[]): string {
  const isCouple = first !== undefined && last !== first;
  const points = ((isCouple && TWO_PEOPLE[hex]) || hex).split('-').map((point) => Number.parseInt(point, 16));
  const bare = points.filter((point) => point !== VARIATION_SELECTOR);
  const people = bare.flatMap((point, at) => (isPerson(point) ? [at] : []));
  return bare
    .flatMap((point, at) => {
      const tone = at === people[0] ? first : at === people.at(-1) ? last : undefined;
      if (tone !== undefined) return [point, tone];
      return isTextByDefault(point) ? [point, VARIATION_SELECTOR] : [point];
    })
    .map((point) => String.fromCodePoint(point))
    .join('');
}

/** Made when the first tone is asked for, which keeps 10 ms and 2 MB out of the start. */
let emoji: RegExp | undefined;

/** Not every emoji takes a tone. */
function isEmoji(character: string): boolean {
  emoji ??= /^\p{RGI_Emoji}$/v;
  return emoji.test(character);
}

function isPerson(point: number): boolean {
  return /^\p{Emoji_Modifier_Base}$/u.test(String.fromCodePoint(point));
}

function isTextByDefault(point: number): boolean {
  return /^(?=\p{Emoji})\P{Emoji_Presentation}$/u.test(String.fromCodePoint(point));
}
