/** Seven digits or more, with up to three characters between them that are no letters. */
const NUMBER = /\+?\p{Nd}(?:[^\p{L}\p{Nd}]{0,3}\p{Nd}){6,}/gu;

/** A text that somebody typed, with "…" for whatever in it may be a phone number, in whichever digits. */
export function maskNumbers(text: string): string {
  const plain = text.normalize('NFKC');
  const masked = plain.replaceAll(NUMBER, '…');
  return masked === plain ? text : masked;
}
