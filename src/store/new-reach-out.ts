import { LANES } from '../domain/kernel/pace.ts';
import type { NewReachOut, ReachOut } from '../domain/reach-out/reach-out.ts';
import { contentValues } from './content.ts';
import type { Vault } from './vault.ts';

/** The values of INSERT that say which reach-out it is; the first thirteen. */
export function identityOf(reachOut: NewReachOut, vault: Vault): unknown[] {
  return [
    reachOut.id,
    reachOut.teamId,
    reachOut.userId,
    reachOut.placeId,
    reachOut.threadTs,
    reachOut.request.channel,
    ...contentValues(reachOut.id, reachOut, vault),
    LANES.indexOf(reachOut.lane),
    reachOut.answered,
    reachOut.approval && JSON.stringify(reachOut.approval),
    reachOut.workflow && JSON.stringify(reachOut.workflow),
  ];
}

/** What a new one waits for, and until when. */
export function beginningOf(
  { sendAt, approval }: NewReachOut,
  now: Date,
): Pick<ReachOut, 'state' | 'startAt'> {
  if (approval && !approval.decided) return { state: 'awaiting_approval', startAt: now };
  return sendAt ? { state: 'scheduled', startAt: sendAt } : { state: 'requested', startAt: now };
}

/** What INSERT leaves out has its column's default. */
export function freshReachOut(reachOut: NewReachOut, now: Date, slowed: ReachOut['slowed']): ReachOut {
  const { sendAt: _, ...identity } = reachOut;
  const { state, startAt } = beginningOf(reachOut, now);
  return {
    ...identity,
    ...{
      state,
      startAt,
      readyAt: startAt,
      requestedAt: now,
      attempts: 0,
      troubles: 0,
      lease: 1,
      revision: 0,
    },
    ...{ version: 1, shownVersion: 0, isMoved: false },
    ...{ posts: {}, lines: [], promised: [], slowed, retried: [] },
  };
}
