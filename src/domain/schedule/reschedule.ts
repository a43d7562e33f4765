import type { Call } from '../kernel/context.ts';
import { enter } from '../reach-out/applied.ts';
import { atTime } from './at-time.ts';
import { findScheduled, isScheduled, type NotScheduled } from './find-scheduled.ts';
import { refuseSendAt, type SendAtFault } from './send-at.ts';

export type RescheduleResult = { kind: 'rescheduled' } | { kind: SendAtFault } | NotScheduled;

/** Another time for what was scheduled. The same one again changes nothing. @throws TurnedAway */
export async function reschedule({
  ctx,
  input: { sendAt, ...input },
}: Call<{ id: string; userId: string; sendAt: Date }>): Promise<RescheduleResult> {
  const found = await findScheduled({ ctx, input });
  if (found.kind !== 'found') return found;
  const now = ctx.clock.now();
  const fault = refuseSendAt(sendAt, now);
  if (fault) return { kind: fault };
  let kind: RescheduleResult['kind'] = 'not_scheduled';
  await ctx.reachOuts.change(found.reachOut, (one) => {
    if (!isScheduled(one)) return undefined;
    kind = 'rescheduled';
    if (one.readyAt.getTime() === sendAt.getTime()) return undefined;
    const detail = { from: one.readyAt.toISOString(), to: sendAt.toISOString() };
    return enter(atTime(one, sendAt), 'reschedule', now, detail, ctx.actor);
  });
  return { kind };
}
