import type { Log, Outbox } from '../domain/kernel/ports.ts';

const INTERVAL_MS = 1_000;

/** In one transaction. */
const MOST = 100;

export interface Relay {
  start(): void;
  /** There may be something in the outbox that nobody has in hand. */
  wake(): void;
  /** Waits for the look in hand. */
  stop(): Promise<void>;
}

/** Looks after the outbox. */
export function createRelay(outbox: Outbox, log: Log): Relay {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let mayHaveMore = false;
  let isStopped = false;

  function wake(): void {
    mayHaveMore = true;
    if (isStopped) return;
    looking ??= look();
  }

  async function look(): Promise<void> {
    try {
      while (mayHaveMore && !isStopped) {
        mayHaveMore = false;
        if ((await outbox.relay(MOST)) === MOST) mayHaveMore = true;
      }
    } catch (error) {
      log.warn({ err: error }, 'the outbox could not be looked after');
    }
    looking = undefined;
  }

  return {
    wake,
    start() {
      timer = setInterval(wake, INTERVAL_MS);
      wake();
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
