import type { Call } from '../kernel/context.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { decide, type Verdict } from './decide.ts';

/** Asks the policy for a person who is about to reach out; rejects when Slack does not say who they are. */
export async function judge({
  ctx,
  input: { userId, placeId, recipient },
}: Call<{ userId: string; placeId?: string; recipient?: string }>): Promise<Verdict> {
  const [person, obstacle] = await Promise.all([
    ctx.people.find(userId),
    placeId ? ctx.places.obstacleTo(placeId) : undefined,
  ]);
  return decide({ person, ...(recipient && { recipient }), ...(obstacle && { obstacle }) }, ctx.settings);
}

/**
 * Asks the policy again when a start is due. Where Slack does not say who the person is, what was decided
 * when it was requested stands; where it is told is up to the thread.
 */
export async function judgeStart({ ctx, input: reachOut }: Call<ReachOut>): Promise<Verdict> {
  const person = await ctx.people.find(reachOut.userId).catch(() => undefined);
  return decide({ ...(person && { person }), recipient: reachOut.request.recipient }, ctx.settings);
}
