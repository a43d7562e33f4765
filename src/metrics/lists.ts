import type { Lists } from '../domain/many/lists.ts';
import type { Series } from './series.ts';

/** The lists; work on one that was lost to another worker is counted. */
export function measuringLists(lists: Lists, series: Series): Lists {
  return {
    ...lists,
    async settle(...call) {
      const settled = await lists.settle(...call);
      if (settled.kind === 'lost') series.leaseLosses.add({ kind: 'list' });
      return settled;
    },
  };
}
