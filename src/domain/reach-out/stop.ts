import { addSeconds } from 'date-fns';
import { hasEnded } from '../contact/contact.ts';
import { type EndResult, endContact } from '../contact/end-contact.ts';
import { legToAskFor } from '../contact/look-plan.ts';
import type { Entry } from '../kernel/actor.ts';
import type { Call } from '../kernel/context.ts';
import type { Applied } from './applied.ts';
import type { ReachOut } from './reach-out.ts';

export type StopResult = EndResult | { kind: 'not_yours' | 'not_running' };

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
  const { actor, clock, reachOuts } = ctx;
  const account = (reachOut: ReachOut, entry: Omit<Entry, 'actor'>, lookInSeconds: number): Applied => ({
    reachOut: { ...reachOut, lookAt: addSeconds(clock.now(), lookInSeconds) },
    entries: [{ actor, ...entry }],
  });
  const reachOut = await reachOuts.change(id, (one) =>
    mayBeStopped(one) && one.userId === userId
      ? account(one, { action: 'stop' }, LOOK_AFTER_CRASH_SECONDS)
      : undefined,
  );
  if (!reachOut || !mayBeStopped(reachOut)) return { kind: 'not_running' };
  if (reachOut.userId !== userId) return { kind: 'not_yours' };
  const result = await endContact(ctx, legToAskFor(reachOut));
  const entry = { action: 'stop_answered', detail: { outcome: result.kind } };
  await reachOuts.change(id, (one) => account(one, entry, 1));
  return result;
}

export function mayBeStopped({ state, contact }: ReachOut): boolean {
  return state === 'started' && !hasEnded(contact);
}
