import { withCommas } from '../../domain/intake/text-limits.ts';
import type { KnowledgeTrouble } from '../../domain/knowledge/answer.ts';
import { LONGEST_SET_ASIDE } from '../../domain/quick-responses/draft.ts';
import { truncate } from '../text.ts';

export const CHOOSE_RESPONSE = 'Choose a quick response';
export const PUT_BACK = 'Put it back';
export const FILLING = 'Filling in the message…';

/** Below the field, why nothing was filled in. */
export const GONE = "That quick response isn't there any more. Choose another.";
export const TOO_LONG = `What you wrote is over ${withCommas(LONGEST_SET_ASIDE)} characters, too long to be set aside, so it stays. Clear the message, then choose again.`;

const LASTING: KnowledgeTrouble[] = ['gone', 'denied'];

/** The same where they could not be read. */
export function unreadText(trouble: KnowledgeTrouble): string {
  return LASTING.includes(trouble)
    ? "Reach Out can't read the quick responses in Amazon Connect. Write the message yourself, and tell whoever set Reach Out up."
    : "Amazon Connect doesn't answer for the quick responses just now. Write the message yourself, or choose again in a minute.";
}

/** In place of options, of which one holds no more than 75 characters. */
export function unlistedText(trouble: KnowledgeTrouble): string {
  return LASTING.includes(trouble)
    ? "Reach Out can't read them in Amazon Connect. Write the message yourself."
    : "Amazon Connect doesn't answer just now. Write the message, or look again.";
}

const LONGEST_SHOWN = 300;

/** What was written before a text was filled in. */
export function setAsideText(written: string): string {
  return `You had written: “${truncate(written.trim(), LONGEST_SHOWN)}”`;
}

/** Above a form whose message is a shortcut that no quick response has. */
export function unknownKeyText(key: string): string {
  return `No quick response for this channel has the shortcut #${key}, so that stands in the message as you typed it.`;
}

/** At a message that is nothing but a shortcut. */
export function keyAloneText(key: string, name: string): string {
  return `The customer would read “#${key}”, which is the shortcut of “${truncate(name, LONGEST_SHOWN)}”. Choose that as the quick response, or write the message.`;
}

/** Where a shortcut was typed and they could not be read. */
export function unreadKeyText(trouble: KnowledgeTrouble, key: string): string {
  const why = LASTING.includes(trouble)
    ? "Reach Out can't read the quick responses in Amazon Connect"
    : "Amazon Connect doesn't answer for the quick responses just now";
  return `${why}, so #${key} stands in the message as you typed it.`;
}
