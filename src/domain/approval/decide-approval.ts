import type { Call, Context } from '../kernel/context.ts';
import { approvalNow } from '../policy/judge.ts';
import { type Applied, enter } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { onceApproved } from '../schedule/at-time.ts';
import type { Approval } from './approval.ts';
import { type ApproverObstacle, refuseApprover } from './refuse-approver.ts';

/** What somebody decides; of what is declined, why. */
export type Decision = { decided: 'approved' } | { decided: 'declined'; reason: string };

/**
 * Why nothing can be decided, or not by whoever wants to. unidentified: Slack does not say who they are; refused:
 * nobody of their kind can; own: they have asked for it themselves. unreadable: the encryption key of a list is missing.
 * `by`: who can.
 */
export type ApprovalObstacle =
  | { kind: 'decided'; approval: Approval }
  | { kind: 'lapsed' | 'cancelled' | 'over' | 'not_found' | 'unreadable' }
  | ApproverObstacle;

interface Asked {
  id: string;
  userId: string;
}

/**
 * Approves of a reach-out or declines it: once, however many press at the same moment. Undefined where that is done.
 * The policy decides again when its start is due. @throws TurnedAway
 */
export async function decideApproval({
  ctx,
  input: { id, userId, ...decision },
}: Call<Asked & Decision>): Promise<ApprovalObstacle | undefined> {
  const { clock, reachOuts } = ctx;
  // Not by this machine's clock: it lapses at the same moment for all.
  const now = await clock.ask();
  const found = await reachOuts.find(id);
  let obstacle = found ? await obstacleFor(ctx, found, userId, now) : ({ kind: 'not_found' } as const);
  if (found && !obstacle)
    await reachOuts.change(found, (one) => {
      obstacle = obstacleIn(one, now);
      return obstacle ? undefined : decide(ctx, one, { ...decision, userId }, now);
    });
  await note(ctx, id, decision.decided === 'approved' ? 'approve' : 'decline', obstacle);
  return obstacle;
}

/** Whether somebody can decide, before they are asked why they decline. @throws TurnedAway */
export async function mayDecide({
  ctx,
  input: { id, userId },
}: Call<Asked>): Promise<{ reachOut: ReachOut } | ApprovalObstacle> {
  const reachOut = await ctx.reachOuts.find(id);
  if (!reachOut) return { kind: 'not_found' };
  const obstacle = await obstacleFor(ctx, reachOut, userId, ctx.clock.now());
  await note(ctx, id, 'decline', obstacle);
  return obstacle ?? { reachOut };
}

/** Accounts for a refusal before it is read; where Slack doesn't say who somebody is, nothing is decided. */
async function note(
  ctx: Context,
  reachOutId: string,
  what: 'approve' | 'decline',
  obstacle: ApprovalObstacle | undefined,
): Promise<void> {
  if (!obstacle || obstacle.kind === 'unidentified' || obstacle.kind === 'not_found') return;
  const detail = { what, reason: obstacle.kind };
  await ctx.audit.record({ actor: ctx.actor, action: 'refused', detail, reachOutId });
}

function decide(
  { actor }: Context,
  reachOut: ReachOut,
  { userId, ...decision }: { userId: string } & Decision,
  now: Date,
): Applied | undefined {
  if (!reachOut.approval) return undefined;
  const approval = { ...reachOut.approval, ...decision, decidedBy: userId, decidedAt: now.toISOString() };
  const detail = { rule: approval.rule };
  if (decision.decided === 'declined')
    return enter({ ...reachOut, approval, failure: { code: 'declined' } }, 'decline', now, detail, actor);
  const approved = onceApproved({ ...reachOut, approval }, now);
  const isLater = approved.startAt > now;
  return enter(approved, isLater ? 'approve_for_later' : 'approve', now, detail, actor);
}

async function obstacleFor(
  ctx: Context,
  reachOut: ReachOut,
  userId: string,
  now: Date,
): Promise<ApprovalObstacle | undefined> {
  return obstacleIn(reachOut, now) ?? (await refuseByRule(ctx, reachOut, userId));
}

function obstacleIn({ state, approval, failure }: ReachOut, now: Date): ApprovalObstacle | undefined {
  if (!approval) return { kind: 'over' };
  if (approval.decided) return { kind: 'decided', approval };
  if (state === 'awaiting_approval')
    return now >= new Date(approval.lapsesAt) ? { kind: 'lapsed' } : undefined;
  if (state === 'cancelled') return { kind: 'cancelled' };
  return { kind: failure?.code === 'approval_lapsed' ? 'lapsed' : 'over' };
}

/** By the rule that applies now, or where none does any more, by the one that it was asked for by. */
async function refuseByRule(
  ctx: Context,
  reachOut: ReachOut,
  userId: string,
): Promise<ApprovalObstacle | undefined> {
  const { by = [] } = (await approvalNow({ ctx, input: reachOut })) ?? reachOut.approval ?? {};
  return refuseApprover(ctx, { userId: reachOut.userId, by }, userId);
}
