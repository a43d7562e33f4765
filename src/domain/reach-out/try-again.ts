import { createHash } from 'node:crypto';
import { hasEnded } from '../contact/contact.ts';
import { endingOf } from '../contact/ending.ts';
import type { Call } from '../kernel/context.ts';
import type { ReachOut } from './reach-out.ts';

export type TryAgainResult =
  | { kind: 'ready'; reachOut: ReachOut; nextId: string }
  | { kind: 'not_yours' | 'already' | 'not_possible' };

/**
 * Prepares another try of a reach-out that reached nobody. Its id follows from the first one's, so that
 * however often the button is pressed, one failed reach-out is tried again once.
 */
export async function tryAgain({
  ctx,
  input,
}: Call<{ id: string; userId: string }>): Promise<TryAgainResult> {
  const reachOut = await ctx.reachOuts.find(input.id);
  if (!reachOut || !mayBeTriedAgain(reachOut)) return { kind: 'not_possible' };
  if (reachOut.userId !== input.userId) return { kind: 'not_yours' };
  const nextId = idAfter(reachOut.id);
  if (await ctx.reachOuts.find(nextId)) return { kind: 'already' };
  return { kind: 'ready', reachOut, nextId };
}

/** It failed, or it was a call that nobody answered or stopped; any other contact is a new decision. */
export function mayBeTriedAgain({ state, contact, request }: ReachOut): boolean {
  if (state === 'failed') return true;
  if (!hasEnded(contact)) return false;
  const ending = endingOf(contact, request.channel);
  if (ending.kind === 'ended_unanswered') return ending.reason !== 'API';
  return ending.kind !== 'ended' && ending.kind !== 'expired';
}

/** A UUID of version 8 (RFC 9562), made from the id before it. */
function idAfter(id: string): string {
  const bytes = createHash('sha256').update(`try again after ${id}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
