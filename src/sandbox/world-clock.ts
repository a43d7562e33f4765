import type { Clock } from './connect/clock.ts';

/** Goes as the machine's does, ahead of it by as much as it was turned. */
export type WorldClock = Clock & {
  /** Milliseconds. */
  turnedMs(): number;
  /** Further ahead, and what is waited for until then comes at once, in order; or less, and that comes no later. */
  turnTo(ms: number): void;
};

type Waiting = { dueAt: number; run: () => void; timer?: NodeJS.Timeout };

export function createWorldClock(turnedMs = 0): WorldClock {
  let ahead = turnedMs;
  const waiting = new Set<Waiting>();

  function arm(one: Waiting): void {
    clearTimeout(one.timer);
    const run = () => {
      waiting.delete(one);
      one.run();
    };
    one.timer = setTimeout(run, Math.max(0, one.dueAt - performance.now()));
    one.timer.unref();
  }

  return {
    now: () => Date.now() + ahead,
    after(ms, run) {
      const one: Waiting = { dueAt: performance.now() + ms, run };
      waiting.add(one);
      arm(one);
      return () => {
        clearTimeout(one.timer);
        waiting.delete(one);
      };
    },
    turnedMs: () => ahead,
    turnTo(ms) {
      const turned = ms - ahead;
      ahead = ms;
      if (turned <= 0) return;
      for (const one of [...waiting].sort((a, b) => a.dueAt - b.dueAt)) {
        one.dueAt -= turned;
        arm(one);
      }
    },
  };
}
