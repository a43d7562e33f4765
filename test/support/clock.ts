import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../src/domain/kernel/clock.ts';

/** A clock that can be turned. */
export interface TurnedClock extends Clock {
  /** Sets it forward, and what is waited for until then comes at once; or back, and that comes no later. */
  turn(seconds: number): void;
  /** Tells the same time for as long as something takes, as if that took none; what waits for so long comes all the same. */
  holding<T>(during: () => Promise<T>): Promise<T>;
}

interface Waiting {
  leftMs: number;
  armedAt: number;
  callback: () => void;
  timer?: NodeJS.Timeout;
}

/** Goes as the machine's does in between, or stands still. */
export function turnedClock({ goes = true } = {}): TurnedClock {
  let turnedMs = 0;
  const begin = Date.now();
  const waiting = new Set<Waiting>();

  function arm(one: Waiting, leftMs: number): void {
    clearTimeout(one.timer);
    Object.assign(one, { leftMs, armedAt: Date.now() });
    one.timer = setTimeout(
      () => {
        waiting.delete(one);
        one.callback();
      },
      Math.max(0, leftMs),
    );
    one.timer.unref();
  }

  let heldAt: number | undefined;
  const machineMs = () => heldAt ?? (goes ? Date.now() : begin);
  const now = () => new Date(machineMs() + turnedMs);
  return {
    now,
    ask: async () => now(),
    after(ms, callback) {
      const one: Waiting = { leftMs: ms, armedAt: 0, callback };
      waiting.add(one);
      arm(one, ms);
      return () => {
        clearTimeout(one.timer);
        waiting.delete(one);
      };
    },
    async holding(during) {
      heldAt = machineMs();
      try {
        return await during();
      } finally {
        if (goes) turnedMs -= Date.now() - heldAt;
        heldAt = undefined;
      }
    },
    turn(seconds) {
      turnedMs += seconds * 1000;
      if (seconds <= 0) return;
      for (const one of waiting) arm(one, one.leftMs - (Date.now() - one.armedAt) - seconds * 1000);
    },
  };
}

interface Turning {
  app: { drain(): Promise<void> };
  turn(seconds: number): void;
}

export interface TurningOptions {
  /** Between two turns what comes from outside has so long to come. */
  quietMs?: number;
  /** By so many seconds at a time. */
  seconds?: number;
  /** Turns it also while the app has something in hand, after so long. */
  busyMs?: number;
}

/** Turns the clock until it has come, whenever the app has done what was due. */
export async function turningUntil<T>(
  { app, turn }: Turning,
  coming: Promise<T>,
  { quietMs = 50, seconds = 1, busyMs }: TurningOptions = {},
): Promise<T> {
  let hasCome = false;
  const come = coming.finally(() => {
    hasCome = true;
  });
  const turning = async () => {
    while (!hasCome) {
      const done = Promise.all([app.drain(), delay(quietMs)]);
      await Promise.race([done, come, ...(busyMs === undefined ? [] : [delay(busyMs)])]);
      if (!hasCome) turn(seconds);
    }
  };
  const [came] = await Promise.all([come, turning()]);
  return came;
}
