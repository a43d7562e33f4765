import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../kernel/context.ts';
import type { Refusal } from '../policy/decide.ts';
import { judge } from '../policy/judge.ts';
import type { NewReachOut, ReachOut } from './reach-out.ts';

/**
 * - stored: the reach-out and its audit entry are committed.
 * - repeated: this very reach-out was confirmed before; nothing is sent again.
 * - altered: a reach-out of this id was confirmed before with other answers, which stand.
 * - refused: the policy is against it; nothing is stored.
 */
export type RequestResult =
  | { kind: 'stored'; reachOut: ReachOut }
  | { kind: 'repeated' | 'altered' }
  | { kind: 'refused'; refusals: Refusal[] };

/**
 * Confirms a reach-out. Its id is claimed once, however often the person presses or Slack repeats.
 * `held`: this process goes on with it at once.
 */
export async function requestReachOut({
  ctx,
  input,
}: Call<{ reachOut: NewReachOut; held: boolean }>): Promise<RequestResult> {
  const { reachOut, held } = input;
  const { request, userId, placeId } = reachOut;
  const verdict = await judge({ ctx, input: { userId, placeId, recipient: request.recipient } });
  if (verdict.kind === 'refuse') return { kind: 'refused', refusals: verdict.refusals };
  const entry = { actor: ctx.actor, action: 'requested', detail: { channel: request.channel } };
  const stored = await ctx.reachOuts.insert(reachOut, entry, { held });
  if (stored) return { kind: 'stored', reachOut: stored };
  const earlier = await ctx.reachOuts.find(reachOut.id);
  return { kind: isDeepStrictEqual(earlier?.request, request) ? 'repeated' : 'altered' };
}
