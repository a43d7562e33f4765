import { whomToAsk } from '../domain/kernel/settings.ts';
import { TurnedAway } from '../domain/kernel/turned-away.ts';
import { DOORS, type Door, turnedAwayText } from '../views/sentences/doors.ts';
import { OUTDATED } from '../views/sentences/outdated.ts';
import type { Deps } from './deps.ts';
import { Outdated } from './outdated.ts';

/**
 * The one place where a listener's faults end: logged once, and told to the person. `tell` is how this
 * door reaches them.
 */
export function guarded<Args>(
  { context: { log, settings } }: Pick<Deps, 'context'>,
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
      await tell(args, sentenceFor(error, door, settings), error).catch((failure) =>
        log.warn({ err: failure, door }, 'the person could not be told'),
      );
    }
  };
}

function sentenceFor(error: unknown, door: Door, settings: Deps['context']['settings']): string {
  const isForm = ['submission', 'settings', 'decline', 'form'].includes(door);
  const { plain, markup } = whomToAsk(settings);
  if (error instanceof TurnedAway) return turnedAwayText(isForm ? plain : markup);
  if (error instanceof Outdated) return isForm ? OUTDATED.form : OUTDATED.message;
  return DOORS[door];
}
