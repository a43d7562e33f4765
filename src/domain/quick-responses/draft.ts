/** A message that is being written, and what stood in its place before, newest first. */
export interface Draft {
  message: string;
  setAside: string[];
}

/** In UTF-16 units. What is set aside is the value of a button: Slack's limit. */
export const LONGEST_SET_ASIDE = 2000;
const MOST_SET_ASIDE = 5;

/**
 * Puts a text in the message's place. What somebody has written is set aside, but not what was filled in and left as it
 * was. Undefined where it is too long to be set aside: then it stays.
 */
export function replaceMessage(
  { message, setAside }: Draft,
  text: string,
  isFilledIn: (message: string) => boolean,
): Draft | undefined {
  const written = message.trim();
  const isKept = written !== '' && written !== text.trim() && !isFilledIn(written);
  if (isKept && message.length > LONGEST_SET_ASIDE) return undefined;
  const before = setAside.filter((one) => one !== text && one !== message);
  return { message: text, setAside: [...(isKept ? [message] : []), ...before].slice(0, MOST_SET_ASIDE) };
}

/** Sets aside what was typed just before a text took the message's place; as it is where that is known, or too long. */
export function setAsideToo({ message, setAside }: Draft, typed: string): string[] {
  const isKnown = [message, ...setAside, ''].some((one) => one.trim() === typed.trim());
  return isKnown || typed.length > LONGEST_SET_ASIDE
    ? setAside
    : [typed, ...setAside].slice(0, MOST_SET_ASIDE);
}
