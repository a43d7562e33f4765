import { AppError } from '../domain/kernel/errors.ts';
import type { Log } from '../domain/kernel/ports.ts';

const SORRY = 'Something went wrong on our side, and nothing was sent. Try again in a moment.';

/**
 * The one place where a listener's faults end: logged once, and told to the person. `tell` is how this
 * door reaches them.
 */
export function guarded<Args>(
  log: Log,
  door: string,
  tell: (args: Args, text: string) => Promise<unknown>,
  listener: (args: Args) => Promise<void>,
): (args: Args) => Promise<void> {
  return async (args) => {
    try {
      await listener(args);
    } catch (error) {
      log.error({ err: error, door }, 'listener failed');
      const text = error instanceof AppError ? error.userMessage : SORRY;
      await tell(args, text).catch((failure) =>
        log.warn({ err: failure, door }, 'the person could not be told'),
      );
    }
  };
}
