import { isEqual } from 'date-fns';
import type { Call, Context } from '../kernel/context.ts';
import { judgeStart } from '../policy/judge.ts';
import type { Question } from '../policy/question.ts';
import { enter } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { atTime } from './at-time.ts';
import { findScheduled, isScheduled, type NotScheduled } from './find-scheduled.ts';
import { type NotThen, notThen } from './not-then.ts';
import { refuseSendAt, type SendAtFault } from './send-at.ts';

/** Nothing is changed but by `rescheduled`. */
export type RescheduleResult = { kind: 'rescheduled' } | { kind: SendAtFault } | NotThen | NotScheduled;

export interface Rescheduling {
  id: string;
  userId: string;
  sendAt: Date;
  isAnswered(question: Question): boolean;
}

/** Another time for what was scheduled. The same one again changes nothing. @throws TurnedAway */
export async function reschedule({
  ctx,
  input: { sendAt, isAnswered, ...input },
}: Call<Rescheduling>): Promise<RescheduleResult> {
  const found = await findScheduled({ ctx, input: { ...input, what: 'reschedule' } });
  if (found.kind !== 'found') return found;
  const fault = refuseSendAt(sendAt, ctx.clock.now());
  if (fault) return { kind: fault };
  const { reachOut } = found;
  const start = { reachOut: atTime(reachOut, sendAt), at: sendAt };
  const verdict = await judgeStart({ ctx, input: start });
  if (verdict.kind === 'allow') return change(ctx, reachOut, sendAt, []);
  const { question } = verdict;
  if (question && isAnswered(question)) return change(ctx, reachOut, sendAt, [question.name]);
  return notThen(ctx, reachOut, verdict);
}

async function change(
  ctx: Context,
  reachOut: ReachOut,
  sendAt: Date,
  answered: Question['name'][],
): Promise<{ kind: 'rescheduled' | 'not_scheduled' }> {
  let isChanged = false;
  await ctx.reachOuts.change(reachOut, (one) => {
    isChanged = isScheduled(one);
    const moved = atTime(one, sendAt);
    const next = { ...moved, answered: [...moved.answered, ...answered] };
    const isSame = isEqual(next.readyAt, one.readyAt) && next.answered.length === one.answered.length;
    if (!isChanged || isSame) return undefined;
    const detail = { from: one.readyAt.toISOString(), to: sendAt.toISOString(), answered };
    return enter(next, 'reschedule', ctx.clock.now(), detail, ctx.actor);
  });
  return { kind: isChanged ? 'rescheduled' : 'not_scheduled' };
}
