import { addSeconds } from 'date-fns';
import type { Context } from '../domain/kernel/context.ts';
import { abandonList } from '../domain/many/abandon-list.ts';
import { applyList, readAgain } from '../domain/many/apply-list.ts';
import { intendPost } from '../domain/many/apply-message.ts';
import type { AppliedList, List } from '../domain/many/list.ts';
import { type ListRules, listAgenda, needsProgress } from '../domain/many/list-step.ts';
import { performOnList } from './list-perform.ts';
import { createPoller, type Poller } from './poller.ts';

/** Lists that a process has in hand at most. */
const MOST = 4;

/** What the work on lists goes by, and whom it tells that rows were fed. */
interface ListWork extends ListRules {
  wake(): void;
}

/** As with reach-outs. */
interface WorkingOnLists extends Pick<Context, 'clock' | 'log' | 'lists'> {
  contextFor(asked: Pick<List, 'teamId'>): Promise<Context>;
}

export type ListWorker = Poller<List>;

/** Claims the lists that are due and works on each, as the worker does with reach-outs. */
export function createListWorker(ctx: WorkingOnLists, work: ListWork): ListWorker {
  return createPoller<List>(ctx, {
    most: MOST,
    claim: (most) => ctx.lists.claim(most),
    failure: 'lists that are due could not be looked up',
    work: (list) => workOnList(ctx, work, list),
  });
}

/**
 * Brings a list as far as it can be brought now, as is done with reach-outs: one stored step after the other, until
 * nothing is due. Resolves to when it is due again.
 */
async function workOnList(
  { contextFor, ...base }: WorkingOnLists,
  work: ListWork,
  claimed: List,
): Promise<Date | undefined> {
  let stored = claimed;
  try {
    const ctx = await contextFor(claimed);
    let change = (list: List): AppliedList => ({ list, entries: [] });
    for (;;) {
      const now = ctx.clock.now();
      const applied = ctx.isUninstalled ? abandonList(change(stored), now) : change(stored);
      const progress = needsProgress(applied.list) ? await ctx.lists.progress(stored.id) : undefined;
      const next = listAgenda(applied.list, progress, now, work);
      const intended = 'step' in next ? intendPost(applied.list, next.step) : applied.list;
      const settled = await ctx.lists.settle(
        stored,
        { ...applied, list: intended },
        'step' in next ? 'held' : next,
      );
      if (settled.kind === 'lost') return undefined;
      stored = settled.list;
      // Somebody else changed it: the same is applied to what they left.
      if (settled.kind === 'changed') continue;
      change = (list) => ({ list, entries: [] });
      if (!('step' in next)) return next.dueAt ?? undefined;
      const { step } = next;
      const outcome = await performOnList(ctx, stored, step, progress, work);
      if (outcome.fed) work.wake();
      change = (list) => applyList(list, step, outcome, ctx.clock.now());
    }
  } catch (error) {
    base.log.error({ err: error, listId: stored.id }, 'the work on a list failed');
    return putBack(base, stored);
  }
}

/** Seconds to the next try after a failure, at most. */
const LONGEST_PAUSE = 60;

/** To be tried again a little later, as long as somebody waits for its report only so often; should the database be away, its lease runs out. */
async function putBack(ctx: Pick<Context, 'clock' | 'lists'>, stored: List): Promise<Date> {
  const now = ctx.clock.now();
  const applied = stored.state === 'reading' ? readAgain(stored, 'broken', now) : tryAgain(stored, now);
  const dueAt = new Date(applied.list.waitUntil ?? now);
  await ctx.lists.settle(stored, applied, { dueAt }).catch(() => {});
  return dueAt;
}

function tryAgain(stored: List, now: Date): AppliedList {
  const troubles = stored.troubles + 1;
  const waitUntil = addSeconds(now, Math.min(LONGEST_PAUSE, 2 ** Math.min(troubles, 10) / 2)).toISOString();
  return { list: { ...stored, troubles, waitUntil }, entries: [] };
}
