import shortCodes from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

const NAMES = new Map(
  Object.entries<string | string[]>(shortCodes).map(([hex, names]) => [bare(hex), [names].flat()[0]]),
);
const TONES = /[\u{1f3fb}-\u{1f3ff}]/gu;

/** Emoji as Slack sends them in the text of a command or a message: 👍🏽 is `:+1::skin-tone-4:`. */
export function withEmojiCodes(text: string): string {
  return text.replace(/\p{RGI_Emoji}/gv, (emoji) => {
    const tones = emoji.match(TONES)?.map((tone) => (tone.codePointAt(0) ?? 0) - 0x1f3f9) ?? [];
    const name = NAMES.get(bare(hexOf(emoji.replace(TONES, ''))));
    if (!name) return emoji;
    return tones.length > 0 ? `:${name}::skin-tone-${[...new Set(tones)].join('-')}:` : `:${name}:`;
  });
}

function hexOf(emoji: string): string {
  return [...emoji].map((character) => character.codePointAt(0)?.toString(16).toUpperCase()).join('-');
}

/** Without the selectors that only say how it is drawn. */
function bare(hex: string): string {
  return hex.replaceAll('-FE0F', '');
}
