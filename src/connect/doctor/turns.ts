import { setTimeout as delay } from 'node:timers/promises';

/** AWS's for the reads of Amazon Connect: so many at once, then one each half second. Source: its service quotas. */
const AT_ONCE = 5;
const EVERY_MS = 500;

/** Resolves when the next read may go out. */
export function createTurns(): () => Promise<void> {
  let taken = 0;
  return async () => {
    const turn = taken++;
    if (turn >= AT_ONCE) await delay((turn - AT_ONCE + 1) * EVERY_MS);
  };
}
