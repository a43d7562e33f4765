import { withCommas } from '../../domain/intake/text-limits.ts';
import { LONGEST_SET_ASIDE } from '../../domain/quick-responses/draft.ts';
import { truncate } from '../text.ts';

export const CHOOSE_RESPONSE = 'Choose a quick response';
export const PUT_BACK = 'Put it back';
export const FILLING = 'Filling in the message…';

/** Below the field, why nothing was filled in. */
export const NOT_FILLED = {
  unavailable:
    "Quick responses can't be read from Amazon Connect just now. Write the message yourself, or choose again in a minute.",
  gone: "That quick response isn't there any more. Choose another.",
  too_long: `What you wrote is over ${withCommas(LONGEST_SET_ASIDE)} characters, too long to be set aside, so it stays. Clear the message, then choose again.`,
};

/** In place of options: one of them can't be longer than 75 characters. */
export const NONE_LISTED = "Can't be read just now. Write the message, or look again in a minute.";

const LONGEST_SHOWN = 300;

/** What was written before a text was filled in. */
export function setAsideText(written: string): string {
  return `You had written: “${truncate(written.trim(), LONGEST_SHOWN)}”`;
}

/** Above a form whose message is a shortcut that none has, or that nobody could look up. */
export function unfilledText(why: 'unknown' | 'unavailable', key: string): string {
  return why === 'unknown'
    ? `No quick response for this channel has the shortcut #${key}, so it stands in the message as you typed it.`
    : `Quick responses can't be read from Amazon Connect just now, so #${key} stands in the message as you typed it.`;
}
