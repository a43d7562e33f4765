import type { ReachOut } from '../reach-out/reach-out.ts';

/** To be sent then, without what it has waited for by now, and what was answered about another time. */
export function atTime({ waiting: _, ...reachOut }: ReachOut, at: Date): ReachOut {
  const promised = reachOut.promised.filter((turn) => turn !== 'start');
  const answered = reachOut.answered.filter((name) => name !== 'hours');
  return { ...reachOut, answered, promised, startAt: at, readyAt: at };
}
