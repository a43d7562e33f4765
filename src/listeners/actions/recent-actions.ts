import { LRUCache } from 'lru-cache';

/** More modals than are open at any time; the oldest are forgotten. */
const MOST_VIEWS = 1000;

interface Recent {
  /** Slack's action_ts, which sorts as text. */
  newestAction: string;
  wantsMore: boolean;
}

/**
 * What was last done in each open modal. A person is faster than Slack's way there and back, so what an
 * action brings along of the modal may be older than the answer to the action before it.
 */
export class RecentActions {
  readonly #views = new LRUCache<string, Recent>({ max: MOST_VIEWS });

  /** Notes an action; says whether it is the newest still, and whether "More options" was pressed up to then. */
  note(viewId: string, actionTs: string, wantsMore: boolean): { isNewest(): boolean; wantsMore: boolean } {
    const before = this.#views.get(viewId);
    const recent = {
      newestAction: before && before.newestAction > actionTs ? before.newestAction : actionTs,
      wantsMore: wantsMore || before?.wantsMore === true,
    };
    this.#views.set(viewId, recent);
    return {
      isNewest: () => this.#views.get(viewId)?.newestAction === actionTs,
      wantsMore: recent.wantsMore,
    };
  }
}
