import type { Log } from '../domain/kernel/log.ts';
import { TurnedAway } from '../domain/kernel/turned-away.ts';
import { DOORS, type Door, TURNED_AWAY } from '../views/sentences/doors.ts';
import { OUTDATED } from '../views/sentences/outdated.ts';
import { Outdated } from './outdated.ts';

/**
 * The one place where a listener's faults end: logged once, and told to the person. `tell` is how this
 * door reaches them.
 */
export function guarded<Args>(
  log: Log,
  door: Door,
  tell: (args: Args, text: string, error: unknown) => Promise<unknown>,
  listener: (args: Args) => Promise<void>,
): (args: Args) => Promise<void> {
  return async (args) => {
    try {
      await listener(args);
    } catch (error) {
      const level = error instanceof Outdated ? 'warn' : 'error';
      log[level]({ err: error, door }, 'listener failed');
      await tell(args, sentenceFor(error, door), error).catch((failure) =>
        log.warn({ err: failure, door }, 'the person could not be told'),
      );
    }
  };
}

function sentenceFor(error: unknown, door: Door): string {
  if (error instanceof TurnedAway) return TURNED_AWAY;
  if (error instanceof Outdated)
    return door === 'submission' || door === 'form' ? OUTDATED.form : OUTDATED.message;
  return DOORS[door];
}
