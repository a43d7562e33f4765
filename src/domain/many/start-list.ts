import { askForApproval } from '../approval/approval.ts';
import type { Call, Context } from '../kernel/context.ts';
import { refuseSendAt, type SendAtFault } from '../schedule/send-at.ts';
import { findList, type NotFound } from './find-list.ts';
import type { AppliedList, List } from './list.ts';
import { enterList } from './states.ts';
import type { Steering } from './steer-list.ts';

/** asked: once somebody else has approved of it. over: it can't start any more, or has. */
export type StartResult =
  | { kind: 'started' | 'scheduled' | 'asked' | 'over' | 'unreadable' | SendAtFault }
  | NotFound;

/** `sendAt` absent: at once. */
export interface Starting extends Steering {
  sendAt?: Date;
}

/** Lets a list go that was reported on, now or at a time, once somebody else has approved where the policy says so. @throws TurnedAway */
export async function startList({ ctx, input }: Call<Starting>): Promise<StartResult> {
  const { id, userId, sendAt } = input;
  const what = sendAt ? 'schedule_list' : 'start_list';
  const found = await findList({ ctx, input: { id, userId, what } });
  if (found.kind !== 'found') return found;
  if (found.list.isUnreadable) return { kind: 'unreadable' };
  const fault = sendAt && refuseSendAt(sendAt, ctx.clock.now());
  if (fault) return { kind: fault };
  let kind: 'started' | 'scheduled' | 'asked' | 'over' = 'over';
  await ctx.lists.change(id, (list) => {
    // Nobody knows any more whom it is to.
    if (list.erasedAt) return undefined;
    const applied = begin(ctx, list, sendAt);
    kind = KINDS[applied.list.state] ?? 'over';
    if (applied.entries.length > 0) return applied;
    kind = 'over';
    return undefined;
  });
  return { kind };
}

const KINDS: Partial<Record<List['state'], 'started' | 'scheduled' | 'asked'>> = {
  running: 'started',
  scheduled: 'scheduled',
  awaiting_approval: 'asked',
};

function begin(ctx: Context, list: List, sendAt: Date | undefined): AppliedList {
  const { actor, clock } = ctx;
  const now = clock.now();
  const { sendAt: _, ...rest } = list;
  const at = sendAt && { sendAt: sendAt.toISOString() };
  const timed = { ...rest, ...at };
  const needed = list.report?.approval;
  if (needed && list.approval?.decided !== 'approved') {
    const asking = { ...timed, approval: askForApproval(needed, now, sendAt) };
    return enterList(asking, 'ask_approval', now, actor, { rule: needed.rule, ...at });
  }
  return enterList(timed, sendAt ? 'schedule' : 'start', now, actor, at);
}
