import type { Log } from '../domain/kernel/log.ts';
import { DOORS, type Door } from '../views/sentences/doors.ts';

/**
 * The one place where a listener's faults end: logged once, and told to the person. `tell` is how this
 * door reaches them.
 */
export function guarded<Args>(
  log: Log,
  door: Door,
  tell: (args: Args, text: string) => Promise<unknown>,
  listener: (args: Args) => Promise<void>,
): (args: Args) => Promise<void> {
  return async (args) => {
    try {
      await listener(args);
    } catch (error) {
      log.error({ err: error, door }, 'listener failed');
      await tell(args, DOORS[door]).catch((failure) =>
        log.warn({ err: failure, door }, 'the person could not be told'),
      );
    }
  };
}
