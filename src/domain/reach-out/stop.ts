import { addSeconds } from 'date-fns';
import { hasEnded, livingContactId } from '../contact/contact.ts';
import { type EndResult, endContact } from '../contact/end-contact.ts';
import type { Call } from '../kernel/context.ts';
import { type ActRefusal, refuseActing } from '../policy/may-act.ts';
import { visibly } from './applied.ts';
import type { ReachOut } from './reach-out.ts';
import { isStopping } from './watch-stop.ts';

type Refused = 'not_running' | 'already';
export type StopResult = EndResult | { kind: Refused } | ActRefusal;

/** After a stop that was begun and never accounted for, Amazon Connect is asked how the contact is. */
const LOOK_AFTER_CRASH_SECONDS = 15;

/**
 * Ends a contact that is under way; how it ended is told by the contact itself. The wish is stored before Amazon
 * Connect is told, so that none goes without a trace. @throws TurnedAway
 */
export async function stopContact({
  ctx,
  input: { id, userId },
}: Call<{ id: string; userId: string }>): Promise<StopResult> {
  const { actor, clock, reachOuts } = ctx;
  const found = await reachOuts.find(id);
  if (!found || !isRunning(found)) return { kind: 'not_running' };
  const refusal = await refuseActing(ctx, found, userId, 'stop');
  if (refusal) return refusal;
  let refused: Refused | undefined;
  const reachOut = await reachOuts.change(found, (one) => {
    refused = refusalOf(one);
    if (refused) return undefined;
    const lookAt = addSeconds(clock.now(), LOOK_AFTER_CRASH_SECONDS);
    return {
      reachOut: visibly({ ...one, stop: { by: userId, at: clock.now().toISOString() }, lookAt }),
      entries: [{ actor, action: 'stop' }],
    };
  });
  if (refused || !reachOut) return { kind: refused ?? 'not_running' };
  const result = await endContact(ctx, livingContactId(reachOut));
  await reachOuts.change(id, (one) => ({
    reachOut: withAnswer(one, result, clock.now()),
    entries: [{ actor, action: 'stop_answered', detail: { outcome: result.kind } }],
  }));
  return result;
}

/** What Amazon Connect does not end goes on; of one that had ended before, the stop is none. */
function withAnswer({ stop, ...reachOut }: ReachOut, { kind }: EndResult, now: Date): ReachOut {
  const next = { ...reachOut, lookAt: addSeconds(now, 1) };
  if (!stop || kind === 'ended_before') return next;
  const answered = { by: stop.by, at: now.toISOString(), ...(kind === 'goes_on' && { outcome: kind }) };
  const told = { ...next, stop: answered };
  return answered.outcome === stop.outcome ? told : visibly(told);
}

/** Whether there is something to stop that is not being stopped already. */
export function mayBeStopped(reachOut: ReachOut): boolean {
  return isRunning(reachOut) && !isStopping(reachOut);
}

function refusalOf(reachOut: ReachOut): Refused | undefined {
  if (!isRunning(reachOut)) return 'not_running';
  return isStopping(reachOut) ? 'already' : undefined;
}

function isRunning({ state, contact }: ReachOut): boolean {
  return state === 'started' && !hasEnded(contact);
}
