import { LRUCache } from 'lru-cache';

/** More modals than are open at any time; the oldest are forgotten. */
const MOST_VIEWS = 1000;

interface Recent {
  /** Slack's action_ts, which sorts as text. */
  newestAction: string;
  /** Of those that change the modal's shape. */
  newestShaping: string;
  /** Whether all options are wished for, and when that was said last. */
  wish?: { at: string; wantsMore: boolean };
}

/**
 * What was last done in each open modal. A person is faster than Slack's way there and back, so what an
 * action brings along of the modal may be older than the answer to the action before it.
 */
export class RecentActions {
  readonly #views = new LRUCache<string, Recent>({ max: MOST_VIEWS });

  /**
   * Notes an action; says whether it is the newest still, whether the modal's shape was changed by a later one, and
   * whether more or fewer options were wished for last.
   */
  note(
    viewId: string,
    actionTs: string,
    { isShaping, wantsMore }: { isShaping: boolean; wantsMore: boolean | undefined },
  ): { isNewest(): boolean; isReshaped(): boolean; wantsMore: boolean | undefined } {
    const before = this.#views.get(viewId);
    const { newestAction = '', newestShaping = '' } = before ?? {};
    const isLate = before?.wish !== undefined && before.wish.at > actionTs;
    const wish = wantsMore === undefined || isLate ? before?.wish : { at: actionTs, wantsMore };
    this.#views.set(viewId, {
      newestAction: newestAction > actionTs ? newestAction : actionTs,
      newestShaping: isShaping && actionTs > newestShaping ? actionTs : newestShaping,
      ...(wish && { wish }),
    });
    return {
      isNewest: () => this.#views.get(viewId)?.newestAction === actionTs,
      isReshaped: () => (this.#views.get(viewId)?.newestShaping ?? '') > actionTs,
      wantsMore: wish?.wantsMore,
    };
  }
}
