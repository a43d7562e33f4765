import { waitsSince } from '../conversation/waiting.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { threadRoot } from '../thread/plan.ts';

/** The people and user groups whose Home tab a change can be seen in: who asked, who answers, and who may approve. */
export function whoseHomes(before: ReachOut | undefined, after: ReachOut): string[] {
  if (before && !isSeen(before, after)) return [];
  return [...new Set([before, after].flatMap((one) => (one ? concerned(one) : [])))];
}

function concerned({ userId, conversation, state, approval }: ReachOut): string[] {
  const { claimedBy } = conversation ?? {};
  const approvers = state === 'awaiting_approval' ? (approval?.by ?? []) : [];
  return [userId, ...(claimedBy ? [claimedBy] : []), ...approvers];
}

function isSeen(before: ReachOut, after: ReachOut): boolean {
  return (
    before.version !== after.version ||
    threadRoot(before) !== threadRoot(after) ||
    waitsSince(before) !== waitsSince(after)
  );
}
