import type { Clock } from '../../src/domain/kernel/clock.ts';

/** A clock that can be turned. */
export interface TurnedClock extends Clock {
  /** Sets it forward, or back with less than nothing; what is waited for until then comes at once. */
  turn(seconds: number): void;
}

interface Waiting {
  at: number;
  callback: () => void;
  timer?: NodeJS.Timeout;
}

/** Goes as the machine's does in between, or stands still. */
export function turnedClock({ goes = true } = {}): TurnedClock {
  let turnedMs = 0;
  const begin = Date.now();
  const waiting = new Set<Waiting>();
  const nowMs = () => (goes ? Date.now() : begin) + turnedMs;

  function arm(one: Waiting): void {
    clearTimeout(one.timer);
    one.timer = setTimeout(
      () => {
        waiting.delete(one);
        one.callback();
      },
      Math.max(0, one.at - nowMs()),
    );
    one.timer.unref();
  }

  return {
    now: () => new Date(nowMs()),
    after(ms, callback) {
      const one: Waiting = { at: nowMs() + ms, callback };
      waiting.add(one);
      arm(one);
      return () => {
        clearTimeout(one.timer);
        waiting.delete(one);
      };
    },
    turn(seconds) {
      turnedMs += seconds * 1000;
      for (const one of waiting) arm(one);
    },
  };
}
