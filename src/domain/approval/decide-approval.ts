import type { Call, Context } from '../kernel/context.ts';
import { approvalNow } from '../policy/judge.ts';
import { type Applied, enter } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { onceApproved } from '../schedule/at-time.ts';
import {
  type ApprovalObstacle,
  type AwaitedKind,
  type Deciding,
  type Decision,
  decideAwaited,
  type MayDecide,
  mayDecideAwaited,
} from './decide-awaited.ts';
import { refuseApprover } from './refuse-approver.ts';

/**
 * Approves of a reach-out or declines it, once. Undefined where that is done. The policy decides again when its start
 * is due. @throws TurnedAway
 */
export function decideApproval({
  ctx,
  input,
}: Call<Deciding & Decision>): Promise<ApprovalObstacle | undefined> {
  return decideAwaited(ctx, reachOutsOf(ctx), input);
}

/** Whether somebody can decide, before they are asked why they decline. @throws TurnedAway */
export function mayDecide({ ctx, input }: Call<Deciding>): Promise<MayDecide<ReachOut>> {
  return mayDecideAwaited(ctx, reachOutsOf(ctx), input);
}

function reachOutsOf(ctx: Context): AwaitedKind<ReachOut, Applied> {
  return {
    acts: { approved: 'approve', declined: 'decline' },
    find: (id) => ctx.reachOuts.find(id),
    change: (found, decide) => ctx.reachOuts.change(found, decide),
    hasLapsed: ({ failure }) => failure?.code === 'approval_lapsed',
    async refuse(reachOut, userId) {
      // By the rule that applies now, or where none does any more, by the one that it was asked for by.
      const { by = [] } = (await approvalNow({ ctx, input: reachOut })) ?? reachOut.approval ?? {};
      return refuseApprover(ctx, { userId: reachOut.userId, by }, userId);
    },
    decided(reachOut, { decided }, now) {
      const detail = { rule: reachOut.approval.rule };
      if (decided === 'declined')
        return enter({ ...reachOut, failure: { code: 'declined' } }, 'decline', now, detail, ctx.actor);
      const approved = onceApproved(reachOut, now);
      const isLater = approved.startAt > now;
      return enter(approved, isLater ? 'approve_for_later' : 'approve', now, detail, ctx.actor);
    },
  };
}
