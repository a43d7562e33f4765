import type { Clock } from './clock.ts';

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

export type DeliveryLine<T> = {
  send(item: T): void;
  /** Delivers what was held, where it need not be held any longer. */
  settingsChanged(): void;
};

/** At least once and in any order, as the settings of the moment say. */
export function deliveryLine<T>({
  clock,
  random,
  settings,
  deliver,
}: {
  clock: Clock;
  random: () => number;
  settings: () => DeliverySettings;
  deliver: (item: T) => void;
}): DeliveryLine<T> {
  let waiting: T[] = [];
  let windowOpen = false;

  function release(): void {
    windowOpen = false;
    const { hold, shuffleWindowMs } = settings();
    if (hold) return;
    const items = shuffleWindowMs > 0 ? shuffled(waiting, random) : waiting;
    waiting = [];
    for (const item of items) deliver(item);
  }

  return {
    send(item) {
      const { duplicates, shuffleWindowMs } = settings();
      for (let copy = 0; copy <= duplicates; copy++) waiting.push(item);
      if (shuffleWindowMs === 0) return release();
      if (windowOpen) return;
      windowOpen = true;
      clock.after(shuffleWindowMs, release);
    },
    settingsChanged() {
      if (!windowOpen) release();
    },
  };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
