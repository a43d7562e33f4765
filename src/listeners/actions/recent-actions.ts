import { LRUCache } from 'lru-cache';

/** More modals than are open at any time; the oldest are forgotten. */
const MOST_VIEWS = 1000;

interface Recent {
  /** Slack's action_ts, which sorts as text. */
  newestAction: string;
  /** Whether all options are wished for, and when that was said last. */
  wish?: { at: string; wantsMore: boolean };
}

/**
 * What was last done in each open modal. A person is faster than Slack's way there and back, so what an
 * action brings along of the modal may be older than the answer to the action before it.
 */
export class RecentActions {
  readonly #views = new LRUCache<string, Recent>({ max: MOST_VIEWS });

  /** Notes an action; says whether it is the newest still, and whether more or fewer options were wished for last. */
  note(
    viewId: string,
    actionTs: string,
    wantsMore: boolean | undefined,
  ): { isNewest(): boolean; wantsMore: boolean | undefined } {
    const before = this.#views.get(viewId);
    const isLate = before?.wish !== undefined && before.wish.at > actionTs;
    const wish = wantsMore === undefined || isLate ? before?.wish : { at: actionTs, wantsMore };
    this.#views.set(viewId, {
      newestAction: before && before.newestAction > actionTs ? before.newestAction : actionTs,
      ...(wish && { wish }),
    });
    return {
      isNewest: () => this.#views.get(viewId)?.newestAction === actionTs,
      wantsMore: wish?.wantsMore,
    };
  }
}
