import { differenceInMilliseconds } from 'date-fns';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Backlog, LookAtBacklog } from '../domain/reach-out/backlog.ts';
import type { Series } from './series.ts';

/** However many ask, the database is asked no more often. */
const FRESH_MS = 5_000;

interface Known {
  backlog: Backlog | undefined;
  at: Date;
}

/** Shows what waits, as the database tells it; resolves once that is shown, or known not to be known. */
export function createBacklogLook(look: LookAtBacklog, clock: Clock, series: Series): () => Promise<void> {
  let looking: Promise<void> | undefined;
  let known: Known | undefined;

  async function lookNow(): Promise<void> {
    showUnknown(series);
    const backlog = await look().catch(() => undefined);
    known = { backlog, at: clock.now() };
    show(backlog, known.at, series);
  }

  return () => {
    const age = known ? Math.abs(differenceInMilliseconds(clock.now(), known.at)) : FRESH_MS;
    if (known?.backlog && age < FRESH_MS) return Promise.resolve();
    looking ??= lookNow().finally(() => {
      looking = undefined;
    });
    return looking;
  };
}

/** What is not known is absent, and never as it was. */
export function showUnknown({
  due,
  oldestDue,
  scheduled,
  awaitingApproval,
  stuck,
  backlogKnown,
}: Series): void {
  for (const gauge of [due, oldestDue, scheduled, awaitingApproval, stuck]) gauge.forget();
  backlogKnown.set({}, 0);
}

function show(backlog: Backlog | undefined, now: Date, series: Series): void {
  if (!backlog) return;
  const { due, lists } = backlog;
  const kinds = { own: due.own, list_row: due.list, list: lists };
  for (const [kind, { count, oldestAt }] of Object.entries(kinds)) {
    series.due.set({ kind }, count);
    series.oldestDue.set(
      { kind },
      oldestAt ? Math.max(0, differenceInMilliseconds(now, oldestAt) / 1000) : 0,
    );
  }
  series.scheduled.set({}, backlog.scheduled);
  series.awaitingApproval.set({}, backlog.awaitingApproval);
  series.stuck.set({}, backlog.stuck);
  series.backlogKnown.set({}, 1);
}
