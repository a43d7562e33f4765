import type { Context } from '../domain/kernel/context.ts';

/** How often it looks for what has come due by another's hand, or by that of an earlier life of its own. */
const POLL_MS = 1_000;

interface Polling<Item> {
  /** How many a process has in hand at most. */
  most: number;
  /** And in its first second; absent: as many. */
  mostAtFirst?: number;
  /** Takes so many at most of what is due in hand. */
  claim(most: number): Promise<Item[]>;
  /** What is logged where that fails. */
  failure: string;
  /** Works on one; resolves to when it is due again, and never rejects. */
  work(item: Item): Promise<Date | undefined>;
  /** At each poll, before it is looked and after. Never rejects. */
  before?(): Promise<void>;
  after?(): Promise<void>;
}

export interface Poller<Item> {
  start(): void;
  /** Whether there is room for one more. */
  hasRoom(): boolean;
  /** Goes on with what was stored with its lease. */
  take(item: Item): void;
  /** There may be something due now, or at that time. */
  wake(at?: Date): void;
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>;
  /** Takes no more, and waits for what is in hand. */
  stop(): Promise<void>;
}

/** Claims what is due, as much as there is room for, and has each worked on. */
export function createPoller<Item>(
  { clock, log }: Pick<Context, 'clock' | 'log'>,
  { claim, work, before, after, failure, ...limits }: Polling<Item>,
): Poller<Item> {
  const inHand = new Set<Promise<void>>();
  let most = 0;
  let looking: Promise<void> | undefined;
  let mayHaveMore = false;
  let isStopped = false;
  let stopPolling = () => {};

  function take(item: Item): void {
    const working = work(item).then((due) => {
      inHand.delete(working);
      if (due) wake(due);
      if (mayHaveMore) wake();
    });
    inHand.add(working);
  }

  /** What is due before the next poll is not left to it. */
  function wake(at?: Date): void {
    const ms = at ? at.getTime() - clock.now().getTime() : 0;
    if (ms > 0 && ms < POLL_MS) clock.after(ms + 1, wake);
    if (ms > 0) return;
    mayHaveMore = true;
    if (isStopped) return;
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }

  async function look(): Promise<void> {
    while (mayHaveMore && !isStopped && inHand.size < most) {
      mayHaveMore = false;
      const room = most - inHand.size;
      try {
        const claimed = await claim(room);
        if (claimed.length === room) mayHaveMore = true;
        for (const item of claimed) take(item);
      } catch (error) {
        log.warn({ err: error }, failure);
      }
    }
  }

  async function poll(): Promise<void> {
    most = most === 0 ? (limits.mostAtFirst ?? limits.most) : limits.most;
    stopPolling = clock.after(POLL_MS, poll);
    await before?.();
    wake();
    await after?.();
  }

  async function idle(): Promise<void> {
    while (inHand.size > 0 || looking) {
      await looking;
      await Promise.all(inHand);
    }
  }

  return {
    take,
    wake,
    idle,
    start: () => void poll(),
    hasRoom: () => !isStopped && inHand.size < limits.most,
    async stop() {
      isStopped = true;
      stopPolling();
      await idle();
    },
  };
}
