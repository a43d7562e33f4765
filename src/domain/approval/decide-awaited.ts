import type { Context } from '../kernel/context.ts';
import type { Approval } from './approval.ts';
import type { ApproverObstacle } from './refuse-approver.ts';

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

export type MayDecide<One> = { kind: 'found'; found: One } | ApprovalObstacle;

/** Who decides about what. */
export interface Deciding {
  id: string;
  userId: string;
}

/** A reach-out or a list that somebody else has to approve of. */
interface Awaited {
  state: string;
  approval?: Approval;
}

/** What differs between the two. */
export interface AwaitedKind<One extends Awaited, Changed> {
  /** What is accounted for where it is refused. */
  acts: Record<Decision['decided'], string>;
  find(id: string): Promise<One | undefined>;
  change(found: One, decide: (one: One) => Changed | undefined): Promise<unknown>;
  /** It ended because nobody had decided in time. */
  hasLapsed(one: One): boolean;
  /** @throws TurnedAway */
  refuse(one: One, userId: string): Promise<ApprovalObstacle | undefined>;
  /** With its approval as it is by now. */
  decided(one: One & { approval: Approval }, decision: Decision, now: Date): Changed;
}

/** Approves or declines: once, however many press at the same moment. Undefined where that is done. @throws TurnedAway */
export async function decideAwaited<One extends Awaited, Changed>(
  ctx: Context,
  kind: AwaitedKind<One, Changed>,
  { id, userId, ...decision }: Deciding & Decision,
): Promise<ApprovalObstacle | undefined> {
  // Not by this machine's clock: it lapses at the same moment for all.
  const now = await ctx.clock.ask();
  const found = await kind.find(id);
  let obstacle = await obstacleFor(kind, found, userId, now);
  if (found && !obstacle)
    await kind.change(found, (one) => {
      obstacle = obstacleIn(kind, one, now);
      if (obstacle || !one.approval) return undefined;
      const approval = { ...one.approval, ...decision, decidedBy: userId, decidedAt: now.toISOString() };
      return kind.decided({ ...one, approval }, decision, now);
    });
  await note(ctx, id, kind.acts[decision.decided], obstacle);
  return obstacle;
}

/** Whether somebody can decide, before they are asked why they decline. @throws TurnedAway */
export async function mayDecideAwaited<One extends Awaited>(
  ctx: Context,
  kind: AwaitedKind<One, unknown>,
  { id, userId }: Deciding,
): Promise<MayDecide<One>> {
  const found = await kind.find(id);
  const obstacle = await obstacleFor(kind, found, userId, ctx.clock.now());
  await note(ctx, id, kind.acts.declined, obstacle);
  return obstacle ?? (found ? { kind: 'found', found } : { kind: 'not_found' });
}

async function obstacleFor<One extends Awaited>(
  kind: AwaitedKind<One, unknown>,
  found: One | undefined,
  userId: string,
  now: Date,
): Promise<ApprovalObstacle | undefined> {
  if (!found) return { kind: 'not_found' };
  return obstacleIn(kind, found, now) ?? (await kind.refuse(found, userId));
}

function obstacleIn<One extends Awaited>(
  { hasLapsed }: AwaitedKind<One, unknown>,
  one: One,
  now: Date,
): ApprovalObstacle | undefined {
  const { state, approval } = one;
  if (!approval) return { kind: 'over' };
  if (approval.decided) return { kind: 'decided', approval };
  if (state === 'awaiting_approval')
    return now >= new Date(approval.lapsesAt) ? { kind: 'lapsed' } : undefined;
  if (state === 'cancelled') return { kind: 'cancelled' };
  return { kind: hasLapsed(one) ? 'lapsed' : 'over' };
}

/** Accounts for a refusal before it is read; where Slack doesn't say who somebody is, nothing is decided. */
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
