import type { Lists } from '../domain/many/lists.ts';
import { type ListWork, type WorkingOnLists, workOnList } from './list-work.ts';

/** Lists that a process has in hand at most. */
const MOST = 4;

/** How often it looks for what has come due. */
const POLL_MS = 1_000;

export interface ListWorker {
  start(): void;
  /** There may be something due now, or at that time. */
  wake(at?: Date): void;
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>;
  /** Takes no more, and waits for what is in hand. */
  stop(): Promise<void>;
}

/** Claims the lists that are due and works on each, as the worker does with reach-outs. */
export function createListWorker(ctx: WorkingOnLists, work: ListWork): ListWorker {
  const inHand = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let mayHaveMore = false;
  let isStopped = false;
  let stopPolling = () => {};

  function wake(at?: Date): void {
    const ms = at ? at.getTime() - ctx.clock.now().getTime() : 0;
    if (ms > 0 && ms < POLL_MS) ctx.clock.after(ms + 1, wake);
    if (ms > 0 || isStopped) return;
    mayHaveMore = true;
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }

  async function look(): Promise<void> {
    while (mayHaveMore && !isStopped && inHand.size < MOST) {
      mayHaveMore = false;
      try {
        for (const list of await ctx.lists.claim(MOST - inHand.size)) take(list);
      } catch (error) {
        ctx.log.warn({ err: error }, 'lists that are due could not be looked up');
      }
    }
  }

  function take(list: Awaited<ReturnType<Lists['claim']>>[number]): void {
    const done = workOnList(ctx, work, list).then((due) => {
      inHand.delete(done);
      if (due) wake(due);
      if (mayHaveMore) wake();
    });
    inHand.add(done);
  }

  function poll(): void {
    wake();
    stopPolling = ctx.clock.after(POLL_MS, poll);
  }

  async function idle(): Promise<void> {
    while (inHand.size > 0 || looking) {
      await looking;
      await Promise.all(inHand);
    }
  }

  return {
    wake,
    idle,
    start: poll,
    async stop() {
      isStopped = true;
      stopPolling();
      await idle();
    },
  };
}

/** The lists, for all but the worker itself: it wakes when somebody changes one. */
export function wakingLists(lists: Lists, worker: Pick<ListWorker, 'wake'>): Lists {
  return {
    ...lists,
    async insert(...call) {
      const isStored = await lists.insert(...call);
      if (isStored) worker.wake();
      return isStored;
    },
    async change(...call) {
      const changed = await lists.change(...call);
      if (changed) worker.wake();
      return changed;
    },
  };
}
