/** Line breaks too, and what turns the direction of a text. Halves of characters can't be stored. */
const UNSEEN = /[\s\p{Cc}\p{Cs}\p{Bidi_Control}]+/gu;

/** Why a number is put on the do-not-contact list or taken off, as it is kept: in one line, of what can be seen. */
export function readReason(typed: string): string {
  return typed.replaceAll(UNSEEN, ' ').trim();
}
