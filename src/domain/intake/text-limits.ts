/** Slack's limit for plain_text_input, so for anything typed, also where Amazon Connect would take more. */
export const LONGEST_TYPED = 3000;

const encoder = new TextEncoder();

/** Unicode characters (code points), which is how AWS's API models count the length of a string. */
export function countCharacters(text: string): number {
  return [...text].length;
}

export function countBytes(text: string): number {
  return encoder.encode(text).length;
}

/** Neither JSON on its way to AWS nor PostgreSQL can hold a NUL or half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

export const NOT_STORABLE =
  "This holds a character that can't be sent, usually an invisible one that came with pasted text. Type it again by hand.";

/** 1024 → "1,024". */
export function withCommas(count: number): string {
  return count.toLocaleString('en-US');
}

/** "1 character", "1,024 characters". */
export function inUnits(count: number, unit: string): string {
  return `${withCommas(count)} ${unit}${count === 1 ? '' : 's'}`;
}

/** "3 characters too long for SMS (at most 1,024). Shorten it."; nothing when it fits. */
export function tooLongFor(text: string, most: number, what = ''): string | undefined {
  const excess = countCharacters(text) - most;
  if (excess <= 0) return undefined;
  return `${inUnits(excess, 'character')} too long${what && ` for ${what}`} (at most ${withCommas(most)}). Shorten it.`;
}

/** Slack's own limit, said as such: whatever Amazon Connect would take, a form can't hold more. */
export function tooLongForSlack(text: string): string | undefined {
  const excess = countCharacters(text) - LONGEST_TYPED;
  if (excess <= 0) return undefined;
  return `A Slack form holds at most ${withCommas(LONGEST_TYPED)} characters in a field, and this is ${withCommas(excess)} over. Shorten it.`;
}

/** What was typed, shortened for a sentence about it. */
export function quoted(text: string): string {
  const shown = [...text.slice(0, 100)].slice(0, 40).join('').toWellFormed();
  return `“${shown.length < text.length ? `${shown}…` : shown}”`;
}

/** As much of a text as fits into an input, without half a character at its end. */
export function cutToTyped(text: string): string {
  if (text.length <= LONGEST_TYPED) return text;
  const head = text.slice(0, LONGEST_TYPED);
  return /[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head;
}

/** A text in pieces of so many UTF-16 units at most, none of which begins or ends amid a character. */
export function piecesOf(text: string, most: number): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    const end = from + most;
    const cutsPair = end < text.length && (text.codePointAt(end - 1) ?? 0) > 0xffff;
    const to = cutsPair ? end - 1 : end;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}
