import { addSeconds } from 'date-fns';

/**
 * Seconds. Slack counts calls by the minute, so a busy workspace is asked for pauses of a minute or a few:
 * these are waited for, and a thread stays in one place. Nobody who waits for an answer waits for longer.
 */
export const LONGEST_PAUSE = 300;

/** Seconds until Slack is asked again, where it wants a longer pause. */
const ASK_AGAIN = 60;

/** Seconds to wait where Slack asks for so many. */
export function secondsToWait(asked: number): number {
  return asked > LONGEST_PAUSE ? ASK_AGAIN : asked;
}

/** Seconds until an edit of unknown outcome is made again. */
export const UNKNOWN_PAUSE = 3;

/** Slack refuses the app as a whole: it is asked again, ever less often, until an operator has mended that. */
export function pauseOf({ troubles }: { troubles: number }, now: Date): Date {
  return addSeconds(now, Math.min(60, 2 ** Math.min(troubles, 10)));
}

export function pauseAfterTries(tries: number): number {
  return Math.min(30, 2 ** (tries - 1));
}
