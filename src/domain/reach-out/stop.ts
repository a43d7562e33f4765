import { hasEnded } from '../contact/contact.ts';
import { legToAskFor } from '../contact/follow.ts';
import type { Call } from '../kernel/context.ts';
import type { StopOutcome } from '../kernel/ports.ts';
import type { ReachOut } from './progress.ts';

export type StopResult = StopOutcome | 'not_yours' | 'not_running';

/** Ends a contact that is under way. Only its requester can; how it ended is told by the contact itself. */
export async function stopContact({ ctx, input }: Call<{ id: string; userId: string }>): Promise<StopResult> {
  const reachOut = await ctx.store.reachOuts.find(input.id);
  if (!reachOut || !mayBeStopped(reachOut)) return 'not_running';
  if (reachOut.userId !== input.userId) return 'not_yours';
  const outcome = await ctx.gateway.stop(legToAskFor(reachOut));
  await ctx.store.audit.append(reachOut.id, ctx.actor, 'stop', { outcome });
  await ctx.store.contacts.checkAfter(reachOut.id, 1);
  return outcome;
}

export function mayBeStopped({ state, contact }: ReachOut): boolean {
  return state === 'started' && !hasEnded(contact);
}
