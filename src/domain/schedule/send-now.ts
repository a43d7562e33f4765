import type { Call } from '../kernel/context.ts';
import { judgeStart } from '../policy/judge.ts';
import { enter } from '../reach-out/applied.ts';
import { atTime } from './at-time.ts';
import { findScheduled, isScheduled, type NotScheduled } from './find-scheduled.ts';
import { type NotThen, notThen } from './not-then.ts';

export type SendNowResult = { kind: 'sent' } | NotThen | NotScheduled;

/** Sends what was scheduled without waiting for its time, where that may be now. @throws TurnedAway */
export async function sendNow({ ctx, input }: Call<{ id: string; userId: string }>): Promise<SendNowResult> {
  const found = await findScheduled({ ctx, input: { ...input, what: 'send_now' } });
  if (found.kind !== 'found') return found;
  // What was answered about another time says nothing of this one.
  const now = ctx.clock.now();
  const start = { reachOut: atTime(found.reachOut, now), at: now };
  const verdict = await judgeStart({ ctx, input: start });
  if (verdict.kind !== 'allow') return notThen(ctx, found.reachOut, verdict);
  let isSent = false;
  await ctx.reachOuts.change(found.reachOut, (one) => {
    isSent = isScheduled(one);
    const now = ctx.clock.now();
    return isSent ? enter(atTime(one, now), 'send_now', now, {}, ctx.actor) : undefined;
  });
  return { kind: isSent ? 'sent' : 'not_scheduled' };
}
