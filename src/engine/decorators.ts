import { whoseHomes } from '../domain/home/whose.ts';
import type { Lists } from '../domain/many/lists.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { ReachOuts } from '../domain/reach-out/reach-outs.ts';
import { dueAt, type Rules } from '../domain/reach-out/step.ts';
import type { ListWorker } from './list-worker.ts';
import type { Worker } from './worker.ts';

/** The reach-outs, with a note of whose Home tab each change can be seen in. */
export function noting(reachOuts: ReachOuts, note: (ids: string[]) => void): ReachOuts {
  const noted = <Stored extends ReachOut | 'beyond' | undefined>(stored: Stored): Stored => {
    if (stored && stored !== 'beyond') note(whoseHomes(undefined, stored));
    return stored;
  };
  return {
    ...reachOuts,
    insert: async (...call) => noted(await reachOuts.insert(...call)),
    insertWithin: async (...call) => noted(await reachOuts.insertWithin(...call)),
    async settle(before, applied, next) {
      const settled = await reachOuts.settle(before, applied, next);
      if (settled.kind === 'settled') note(whoseHomes(before, applied.reachOut));
      return settled;
    },
    async change(which, decide, lineId) {
      let ids: string[] = [];
      const changed = await reachOuts.change(
        which,
        (reachOut) => {
          const applied = decide(reachOut);
          ids = applied ? whoseHomes(reachOut, applied.reachOut) : [];
          return applied;
        },
        lineId,
      );
      note(ids);
      return changed;
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
