import { isDeepStrictEqual } from 'node:util';
import type { Approval } from '../approval/approval.ts';
import type { ApprovalObstacle, Decision } from '../approval/decide-approval.ts';
import { refuseApprover } from '../approval/refuse-approver.ts';
import type { Call, Context } from '../kernel/context.ts';
import type { AppliedList, List } from './list.ts';
import { enterList } from './states.ts';

interface Asked {
  id: string;
  userId: string;
}

/** Approves of a whole list or declines it, once. Undefined where that is done. @throws TurnedAway */
export async function decideList({
  ctx,
  input: { id, userId, ...decision },
}: Call<Asked & Decision>): Promise<ApprovalObstacle | undefined> {
  // Not by this machine's clock: it lapses at the same moment for all.
  const now = await ctx.clock.ask();
  const found = await ctx.lists.find(id);
  let obstacle = await obstacleFor(ctx, found, userId, now);
  if (!obstacle)
    await ctx.lists.change(id, (list) => {
      obstacle = obstacleIn(list, now);
      return obstacle ? undefined : decide(ctx, list, { ...decision, userId }, now);
    });
  await note(ctx, id, decision.decided === 'approved' ? 'approve_list' : 'decline_list', obstacle);
  return obstacle;
}

/** Whether somebody can decide, before they are asked why they decline. @throws TurnedAway */
export async function mayDecideList({
  ctx,
  input: { id, userId },
}: Call<Asked>): Promise<{ list: List } | ApprovalObstacle> {
  const list = await ctx.lists.find(id);
  const obstacle = await obstacleFor(ctx, list, userId, ctx.clock.now());
  await note(ctx, id, 'decline_list', obstacle);
  return obstacle ?? (list ? { list } : { kind: 'not_found' });
}

async function obstacleFor(
  ctx: Context,
  list: List | undefined,
  userId: string,
  now: Date,
): Promise<ApprovalObstacle | undefined> {
  if (!list) return { kind: 'not_found' };
  const obstacle = obstacleIn(list, now);
  if (!obstacle && list.isUnreadable) return { kind: 'unreadable' };
  if (obstacle || !list.approval) return obstacle;
  return refuseApprover(ctx, { userId: list.userId, by: approversNow(ctx, list.approval) }, userId);
}

/** By the rule as it is now, as long as it is about the same. */
function approversNow({ policy }: Context, { rule, when, by }: Approval): Approval['by'] {
  const now = policy().approvals[rule - 1];
  return now && isDeepStrictEqual(now.when, when) ? now.by : by;
}

function obstacleIn({ state, approval }: List, now: Date): ApprovalObstacle | undefined {
  if (!approval) return { kind: 'over' };
  if (approval.decided) return { kind: 'decided', approval };
  if (state === 'awaiting_approval')
    return now >= new Date(approval.lapsesAt) ? { kind: 'lapsed' } : undefined;
  if (state === 'cancelled') return { kind: 'cancelled' };
  return { kind: state === 'lapsed' ? 'lapsed' : 'over' };
}

function decide(
  { actor }: Context,
  list: List,
  { userId, ...decision }: { userId: string } & Decision,
  now: Date,
): AppliedList | undefined {
  if (!list.approval) return undefined;
  const approval = { ...list.approval, ...decision, decidedBy: userId, decidedAt: now.toISOString() };
  const detail = { rule: approval.rule };
  if (decision.decided === 'declined') {
    const content = { ...list.content, reason: decision.reason };
    return enterList({ ...list, approval, content }, 'decline', now, actor, detail);
  }
  const isLater = list.sendAt !== undefined && new Date(list.sendAt) > now;
  const event = isLater ? 'approve_for_later' : 'approve';
  return enterList({ ...list, approval }, event, now, actor, detail);
}

/** Accounts for a refusal before it is read. */
async function note(
  ctx: Context,
  reachOutId: string,
  what: string,
  obstacle: ApprovalObstacle | undefined,
): Promise<void> {
  if (!obstacle || obstacle.kind === 'unidentified' || obstacle.kind === 'not_found') return;
  const detail = { what, reason: obstacle.kind };
  await ctx.audit.record({ actor: ctx.actor, action: 'refused', detail, reachOutId });
}
