import { addMinutes } from 'date-fns';
import type { NeededApproval } from '../policy/approvals.ts';
import type { Ids } from '../policy/policy.ts';

/** That somebody else has to approve of a reach-out before it goes, by the rule as it was when that was asked for. */
export interface Approval extends Pick<NeededApproval, 'rule' | 'when' | 'by' | 'in'> {
  /** ISO 8601, as the times below. */
  askedAt: string;
  /** From then on nobody can approve of it any more. */
  lapsesAt: string;
  /** When it is to be sent, if that is later. */
  sendAt?: string;
  /** Slack's error, as long as it can't be asked for. */
  obstacle?: string;
  decided?: 'approved' | 'declined';
  decidedBy?: string;
  decidedAt?: string;
  /** Why it was declined. */
  reason?: string;
}

/** Who can be asked, of those whom a rule names: whoever asks for it can't approve. */
export function approversOf({ userId }: { userId: string }, by: Ids): Ids {
  return by.filter((id) => id !== userId);
}

export function askForApproval(
  { rule, when, by, in: placeId, lapsesAfterMinutes }: NeededApproval,
  now: Date,
  sendAt?: Date,
): Approval {
  return {
    ...{ rule, when, by, in: placeId },
    askedAt: now.toISOString(),
    lapsesAt: addMinutes(now, lapsesAfterMinutes).toISOString(),
    ...(sendAt && { sendAt: sendAt.toISOString() }),
  };
}
