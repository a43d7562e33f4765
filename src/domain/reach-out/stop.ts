import { addSeconds } from 'date-fns';
import { hasEnded } from '../contact/contact.ts';
import type { StopOutcome } from '../contact/gateway.ts';
import { legToAskFor } from '../contact/look-plan.ts';
import type { Call } from '../kernel/context.ts';
import type { ReachOut } from './reach-out.ts';

export type StopResult = StopOutcome | 'not_yours' | 'not_running';

/** After a stop that was begun and never accounted for, Amazon Connect is asked how the contact is. */
const LOOK_AFTER_CRASH_SECONDS = 15;

/**
 * Ends a contact that is under way. Only its requester can; how it ended is told by the contact itself.
 * The wish is stored before Amazon Connect is told, so that none goes without a trace.
 */
export async function stopContact({
  ctx,
  input: { id, userId },
}: Call<{ id: string; userId: string }>): Promise<StopResult> {
  const account = (action: string, detail: Record<string, unknown>, lookInSeconds: number) =>
    ctx.reachOuts.change(id, (reachOut) => {
      if (!mayBeStopped(reachOut) || reachOut.userId !== userId) return undefined;
      const lookAt = addSeconds(ctx.clock.now(), lookInSeconds);
      return { reachOut: { ...reachOut, lookAt }, entries: [{ actor: ctx.actor, action, detail }] };
    });
  const reachOut = await account('stop', {}, LOOK_AFTER_CRASH_SECONDS);
  if (!reachOut || !mayBeStopped(reachOut)) return 'not_running';
  if (reachOut.userId !== userId) return 'not_yours';
  const outcome = await ctx.gateway.stop(legToAskFor(reachOut));
  await account('stop_answered', { outcome }, 1);
  return outcome;
}

export function mayBeStopped({ state, contact }: ReachOut): boolean {
  return state === 'started' && !hasEnded(contact);
}
