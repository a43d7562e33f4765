import type { Context } from '../kernel/context.ts';
import type { CallFault } from './gateway.ts';

/** `goes_on`: Amazon Connect did not stop it; `unknown`: nor can it be asked how it is. `fault` says what it answered. */
export type EndResult =
  | { kind: 'stopped' | 'ended_before' }
  | { kind: 'goes_on' | 'unknown'; fault: CallFault };

/** So often Amazon Connect is asked, after pauses of 1, 2 and 4 seconds: somebody waits for the answer. */
const MOST_TRIES = 4;

/** Has Amazon Connect stop a contact. One that it does not stop is looked at, so that no more is said than is so. */
export async function endContact(
  ctx: Pick<Context, 'gateway' | 'clock'>,
  contactId: string,
  tries = 1,
): Promise<EndResult> {
  const outcome = await ctx.gateway.stop(contactId);
  if (outcome.kind === 'stopped') return { kind: 'stopped' };
  if (outcome.kind !== 'rejected' && tries < MOST_TRIES) {
    await new Promise<void>((resolve) => ctx.clock.after(2 ** (tries - 1) * 1000, resolve));
    return endContact(ctx, contactId, tries + 1);
  }
  const look = await ctx.gateway.describe(contactId);
  if (look.kind === 'found' && look.leg.endedAt) {
    // What was transferred goes on elsewhere.
    const [next] = look.next;
    return next && tries < MOST_TRIES ? endContact(ctx, next, tries + 1) : { kind: 'ended_before' };
  }
  if (look.kind === 'found') return { kind: 'goes_on', fault: outcome };
  if (outcome.kind !== 'rejected') return { kind: 'unknown', fault: outcome };
  return outcome.failure.code === 'not_found'
    ? { kind: 'ended_before' }
    : { kind: 'goes_on', fault: outcome };
}
