import type { NeededApproval } from '../policy/approvals.ts';
import { type Applied, enter } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { askForApproval } from './approval.ts';

/** The rules have changed since it was requested: somebody else has to approve of it, now that its start is due. */
export function hold({ waiting: _, ...reachOut }: ReachOut, needed: NeededApproval, now: Date): Applied {
  const promised = reachOut.promised.filter((turn) => turn !== 'start');
  const held = { ...reachOut, promised, approval: askForApproval(needed, now) };
  return enter(held, 'ask_approval', now, { rule: needed.rule });
}

/** What was approved of once is so for good, whichever rule asks for it by now. */
export function isToBeHeld(
  { approval }: ReachOut,
  needed: NeededApproval | undefined,
): needed is NeededApproval {
  return needed !== undefined && approval?.decided !== 'approved';
}
