import type { Clock } from './clock.ts';

/** A clock that only moves when told to. */
export type ManualClock = Clock & {
  /** Moves on by `ms`, running what falls due in order, each at its own moment. */
  advance(ms: number): void;
  /** How many timers wait. */
  pending(): number;
};

type Timer = { due: number; order: number; run: () => void };

export function manualClock(startMs: number = Date.now()): ManualClock {
  const timers = new Set<Timer>();
  let now = startMs;
  let order = 0;

  function nextDue(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.due > until) continue;
      if (!next || timer.due < next.due || (timer.due === next.due && timer.order < next.order)) next = timer;
    }
    return next;
  }

  return {
    now: () => now,
    after(ms, run) {
      const timer = { due: now + ms, order: order++, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const until = now + ms;
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.due);
        timer.run();
      }
      now = until;
    },
    pending: () => timers.size,
  };
}
