import { differenceInHours } from 'date-fns';
import type { Context } from '../domain/kernel/context.ts';
import { type Repeated, repeat } from './repeat.ts';

const SEAL_MS = 1_000;

/** Seals the audit trail behind those who write it; each instance, when no other is at it. */
export function startSealing({ audit, clock, log }: Pick<Context, 'audit' | 'clock' | 'log'>): Repeated {
  let loggedAt = new Date(0);

  async function seal(): Promise<void> {
    try {
      const newest = await audit.seal();
      // Where logs are kept elsewhere, a chain that is written anew is found out.
      if (newest && differenceInHours(clock.now(), loggedAt) >= 1) {
        log.info(newest, 'the audit trail is sealed');
        loggedAt = clock.now();
      }
    } catch (error) {
      log.warn({ err: error }, 'the audit trail could not be sealed');
    }
  }

  return repeat(clock, SEAL_MS, seal);
}
