import type { Clock } from './clock.ts';
import { emitter } from './emitter.ts';

/** What best-effort delivery does to what is sent. */
export type DeliverySettings = {
  /** How many times more each one is delivered. */
  duplicates: number;
  /** They are gathered this long (ms) and come out shuffled; 0 keeps their order. */
  shuffleWindowMs: number;
  /** Held ones wait until this is false again, as when AWS is late. */
  hold: boolean;
};

export const RELIABLE: DeliverySettings = { duplicates: 0, shuffleWindowMs: 0, hold: false };

/** Items kept for whoever comes later. */
const MAX_RECENT = 500;

export type DeliveryLine<T, Settings extends DeliverySettings> = {
  send(item: T): void;
  /** The last 500 delivered, oldest first, repetitions included. */
  recent(): T[];
  /** Hears what is delivered. */
  subscribe(listener: (item: T) => void): () => void;
  /** Delivers what was held, where it need not be held any longer. */
  configure(changes: Partial<Settings>): void;
  settings(): Settings;
};

/** At least once and in any order, as the settings of the moment say. */
export function deliveryLine<T, Settings extends DeliverySettings>({
  clock,
  random,
  settings: initial,
}: {
  clock: Clock;
  random: () => number;
  settings: Settings;
}): DeliveryLine<T, Settings> {
  const listeners = emitter<T>();
  let settings = initial;
  let recent: T[] = [];
  let waiting: T[] = [];
  let windowOpen = false;

  function deliver(item: T): void {
    recent.push(item);
    if (recent.length > MAX_RECENT * 2) recent = recent.slice(-MAX_RECENT);
    listeners.emit(item);
  }

  function release(): void {
    windowOpen = false;
    const { hold, shuffleWindowMs } = settings;
    if (hold) return;
    const items = shuffleWindowMs > 0 ? shuffled(waiting, random) : waiting;
    waiting = [];
    for (const item of items) deliver(item);
  }

  return {
    send(item) {
      const { duplicates, shuffleWindowMs } = settings;
      for (let copy = 0; copy <= duplicates; copy++) waiting.push(item);
      if (shuffleWindowMs === 0) return release();
      if (windowOpen) return;
      windowOpen = true;
      clock.after(shuffleWindowMs, release);
    },
    recent: () => recent.slice(-MAX_RECENT),
    subscribe: (listener) => listeners.subscribe(listener),
    configure(changes) {
      settings = { ...settings, ...changes };
      if (!windowOpen) release();
    },
    settings: () => ({ ...settings }),
  };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
