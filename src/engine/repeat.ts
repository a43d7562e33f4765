import type { Clock } from '../domain/kernel/clock.ts';

/** What goes on until it is stopped. */
export interface Repeated {
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

/** Does something at once, and again so long after it was done. `act` never rejects. */
export function repeat(clock: Clock, ms: number, act: () => Promise<void>): Repeated {
  let isStopped = false;
  let stopWaiting = () => {};
  let acting = go();

  async function go(): Promise<void> {
    await act();
    if (isStopped) return;
    stopWaiting = clock.after(ms, () => {
      acting = go();
    });
  }

  return {
    async stop() {
      isStopped = true;
      stopWaiting();
      await acting;
    },
  };
}
