import { whoseHomes } from '../domain/home/whose.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { ReachOuts } from '../domain/reach-out/reach-outs.ts';

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
