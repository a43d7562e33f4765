import type { Lists } from '../domain/many/lists.ts';
import { dueAt, type Rules } from '../domain/reach-out/agenda.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { Observer, ReachOuts } from '../domain/reach-out/reach-outs.ts';
import type { ListWorker } from './list-worker.ts';
import type { Worker } from './worker.ts';

/** The reach-outs; whatever is stored of them is told to each of these. */
export function observed(reachOuts: ReachOuts, observers: Observer[]): ReachOuts {
  const requested = <Stored extends ReachOut | 'beyond' | undefined>(stored: Stored): Stored => {
    if (stored && stored !== 'beyond') for (const observer of observers) observer.requested(stored);
    return stored;
  };
  const changed = (before: ReachOut, after: ReachOut) => {
    for (const observer of observers) observer.changed(before, after);
  };
  return {
    ...reachOuts,
    insert: async (...call) => requested(await reachOuts.insert(...call)),
    insertWithin: async (...call) => requested(await reachOuts.insertWithin(...call)),
    async settle(before, applied, next) {
      const settled = await reachOuts.settle(before, applied, next);
      if (settled.kind === 'settled') changed(before, applied.reachOut);
      if (settled.kind === 'lost') for (const observer of observers) observer.leaseLost?.();
      return settled;
    },
    async change(which, decide, lineId) {
      let change: { before: ReachOut; after: ReachOut } | undefined;
      const stored = await reachOuts.change(
        which,
        (before) => {
          const applied = decide(before);
          change = applied && { before, after: applied.reachOut };
          return applied;
        },
        lineId,
      );
      if (stored && change) changed(change.before, change.after);
      return stored;
    },
  };
}

/** The reach-outs, for all but the worker itself: it wakes when what they have changed is due. */
export function waking(reachOuts: ReachOuts, worker: Pick<Worker, 'wake'>, rules: Rules): ReachOuts {
  return {
    ...reachOuts,
    async change(...call) {
      const changed = await reachOuts.change(...call);
      const due = changed && dueAt(changed, rules);
      if (due) worker.wake(due);
      return changed;
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
