import type { Claim, Log, Start, Starter } from '../domain/kernel/ports.ts';
import type { Relay } from './relay.ts';

/**
 * How many a process has in hand at most, with those that it finds as jobs not many more than the AWS SDK
 * has sockets, 50; what comes beyond is relayed to whoever has room.
 */
const MOST = 40;

export interface StarterLine extends Starter {
  /** Resolves when none is in hand. */
  idle(): Promise<void>;
  /** Reserves no more and waits for those in hand. */
  stop(): Promise<void>;
}

export function createStarter(
  relay: Relay,
  log: Log,
  startConfirmed: (confirmed: Claim) => Promise<void>,
): StarterLine {
  const working = new Set<Promise<void>>();
  let reserved = 0;
  let isStopped = false;

  async function perform(confirmed: Claim): Promise<void> {
    // Whoever waits for the commit that this follows gets their answer first.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      await startConfirmed(confirmed);
    } catch (error) {
      log.warn({ err: error, reachOutId: confirmed.reachOut.id }, 'not started here, to be relayed');
    }
  }

  async function idle(): Promise<void> {
    while (working.size > 0) await Promise.all(working);
  }

  return {
    idle,
    reserve(): Start {
      if (isStopped || reserved >= MOST) return { isHere: false, go: relay.wake, drop() {} };
      reserved += 1;
      return {
        isHere: true,
        go(confirmed) {
          const work = perform(confirmed).finally(() => {
            reserved -= 1;
            working.delete(work);
          });
          working.add(work);
        },
        drop() {
          reserved -= 1;
        },
      };
    },
    async stop() {
      isStopped = true;
      await idle();
    },
  };
}
