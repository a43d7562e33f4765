import { dueAt, type Rules } from '../domain/reach-out/agenda.ts';
import type { ReachOuts } from '../domain/reach-out/reach-outs.ts';
import type { Worker } from './worker.ts';

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
