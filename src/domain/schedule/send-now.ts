import type { Call } from '../kernel/context.ts';
import type { Refusal } from '../policy/decide.ts';
import { judgeStart } from '../policy/judge.ts';
import { noteRefused } from '../policy/note-refused.ts';
import { enter } from '../reach-out/applied.ts';
import { atTime, withoutHours } from './at-time.ts';
import { findScheduled, isScheduled, type NotScheduled } from './find-scheduled.ts';

/** closed: it stays as it is, because it is closed where the recipient is; refused: because the policy is against it. */
export type SendNowResult =
  | { kind: 'sent' }
  | { kind: 'closed'; until: Date }
  | { kind: 'refused'; refusals: Refusal[] }
  | NotScheduled;

/** Sends what was scheduled without waiting for its time, where that may be now. @throws TurnedAway */
export async function sendNow({ ctx, input }: Call<{ id: string; userId: string }>): Promise<SendNowResult> {
  const found = await findScheduled({ ctx, input });
  if (found.kind !== 'found') return found;
  // What was answered about another time says nothing of this one.
  const verdict = await judgeStart({ ctx, input: withoutHours(found.reachOut) });
  if (verdict.kind === 'later') return { kind: 'closed', until: verdict.until };
  if (verdict.kind === 'refuse') {
    const { refusals } = verdict;
    await noteRefused({ ctx, input: { reachOutId: input.id, refusals } });
    return { kind: 'refused', refusals };
  }
  let isSent = false;
  await ctx.reachOuts.change(found.reachOut, (one) => {
    isSent = isScheduled(one);
    const now = ctx.clock.now();
    return isSent ? enter(atTime(one, now), 'send_now', now, {}, ctx.actor) : undefined;
  });
  return { kind: isSent ? 'sent' : 'not_scheduled' };
}
