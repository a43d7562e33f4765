import { isDeepStrictEqual } from 'node:util';
import type { Approval } from '../approval/approval.ts';
import {
  type ApprovalObstacle,
  type AwaitedKind,
  type Deciding,
  type Decision,
  decideAwaited,
  type MayDecide,
  mayDecideAwaited,
} from '../approval/decide-awaited.ts';
import { refuseApprover } from '../approval/refuse-approver.ts';
import type { Call, Context } from '../kernel/context.ts';
import type { AppliedList, List } from './list.ts';
import { enterList } from './states.ts';

/** Approves of a whole list or declines it, once. Undefined where that is done. @throws TurnedAway */
export function decideList({ ctx, input }: Call<Deciding & Decision>): Promise<ApprovalObstacle | undefined> {
  return decideAwaited(ctx, listsOf(ctx), input);
}

/** Whether somebody can decide, before they are asked why they decline. @throws TurnedAway */
export function mayDecideList({ ctx, input }: Call<Deciding>): Promise<MayDecide<List>> {
  return mayDecideAwaited(ctx, listsOf(ctx), input);
}

function listsOf(ctx: Context): AwaitedKind<List, AppliedList> {
  return {
    acts: { approved: 'approve_list', declined: 'decline_list' },
    find: (id) => ctx.lists.find(id),
    change: ({ id }, decide) => ctx.lists.change(id, decide),
    hasLapsed: ({ state }) => state === 'lapsed',
    async refuse(list, userId) {
      if (list.isUnreadable) return { kind: 'unreadable' };
      const by = list.approval ? approversNow(ctx, list.approval) : [];
      return refuseApprover(ctx, { userId: list.userId, by }, userId);
    },
    decided(list, decision, now) {
      const detail = { rule: list.approval.rule };
      if (decision.decided === 'declined') {
        const content = { ...list.content, reason: decision.reason };
        return enterList({ ...list, content }, 'decline', now, ctx.actor, detail);
      }
      const isLater = list.sendAt !== undefined && new Date(list.sendAt) > now;
      return enterList(list, isLater ? 'approve_for_later' : 'approve', now, ctx.actor, detail);
    },
  };
}

/** By the rule as it is now, as long as it is about the same. */
function approversNow({ policy }: Context, { rule, when, by }: Approval): Approval['by'] {
  const now = policy().approvals[rule - 1];
  return now && isDeepStrictEqual(now.when, when) ? now.by : by;
}
