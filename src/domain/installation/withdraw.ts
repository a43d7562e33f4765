import { ENGINE } from '../kernel/actor.ts';
import { isStartable } from '../reach-out/agenda.ts';
import { type Applied, enter } from '../reach-out/applied.ts';
import { UNINSTALLED } from '../reach-out/reach-out.ts';

/**
 * The app is installed no more where a reach-out was asked for: from now on nothing is told of it, and it does not start,
 * as nobody would hear of it. A contact that runs is followed all the same, and what may have gone out is found out.
 */
export function withdraw({ reachOut, entries }: Applied, now: Date): Applied {
  const reason = UNINSTALLED;
  const isTold = reachOut.silence !== reason;
  const untold: Applied = isTold
    ? {
        reachOut: { ...reachOut, silence: reason },
        entries: [...entries, { actor: ENGINE, action: 'told_nowhere', detail: { reason } }],
      }
    : { reachOut, entries };
  const { startAt, uncertainSince } = reachOut;
  if (!isStartable(reachOut) || uncertainSince || startAt > now) return untold;
  const failed = { ...untold.reachOut, failure: { code: 'uninstalled' as const } };
  const refused = enter(failed, 'refuse', now, { reason });
  return { reachOut: refused.reachOut, entries: [...untold.entries, ...refused.entries] };
}
