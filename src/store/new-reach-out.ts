import type { NewReachOut, ReachOut } from '../domain/reach-out/reach-out.ts';
import { LANES } from './reach-out-row.ts';

/** The values of INSERT that say which reach-out it is; the first twelve. */
export function identityOf({
  request,
  draft,
  warnings,
  lane,
  answered,
  ...reachOut
}: NewReachOut): unknown[] {
  return [
    reachOut.id,
    reachOut.teamId,
    reachOut.userId,
    reachOut.placeId,
    reachOut.threadTs,
    request.channel,
    request.recipient,
    JSON.stringify(request),
    JSON.stringify(draft),
    JSON.stringify(warnings),
    LANES.indexOf(lane),
    answered,
  ];
}

/** What a new one waits for, and until when. */
export function beginningOf({ sendAt }: NewReachOut, now: Date): Pick<ReachOut, 'state' | 'startAt'> {
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
