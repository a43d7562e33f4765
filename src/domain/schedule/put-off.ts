import { type Applied, enter } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { atTime } from './at-time.ts';

/** Closed where the recipient is, now that its start is due: it goes when it opens there. */
export function putOff(reachOut: ReachOut, until: Date, now: Date): Applied {
  const deferral = { from: now.toISOString(), until: until.toISOString() };
  return enter({ ...atTime(reachOut, until), deferral }, 'defer', now, { until: deferral.until });
}
