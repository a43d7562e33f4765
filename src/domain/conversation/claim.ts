import type { Call } from '../kernel/context.ts';
import { denyPerson } from '../policy/judge.ts';
import { visibly } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';

/** With this person answering for the conversation, unless somebody does already. */
export function claimed(reachOut: ReachOut, userId: string): ReachOut {
  const { conversation } = reachOut;
  if (!conversation || conversation.claimedBy === userId) return reachOut;
  if (!conversation.claimedBy)
    return visibly({ ...reachOut, conversation: { ...conversation, claimedBy: userId } });
  const alsoBy = [...new Set([...(conversation.alsoBy ?? []), userId])];
  return { ...reachOut, conversation: { ...conversation, alsoBy } };
}

/** Whether somebody else answers for it, and this person has not said that they do so as well. */
export function isAnothers({ conversation }: ReachOut, userId: string): boolean {
  const { claimedBy, alsoBy = [] } = conversation ?? {};
  return claimedBy !== undefined && claimedBy !== userId && !alsoBy.includes(userId);
}

/** Somebody raises their hand at a message of the thread, or takes it down: they answer for the conversation, or no longer. */
export async function raiseHand({
  ctx,
  input: { placeId, ts, userId, isUp },
}: Call<{ placeId: string; ts: string; userId: string; isUp: boolean }>): Promise<void> {
  const found = await ctx.reachOuts.findByMessage(placeId, ts);
  if (!found?.conversation) return;
  if (await denyPerson(ctx, userId)) return;
  await ctx.reachOuts.change(found, (reachOut) => {
    const after = isUp ? withHand(reachOut, userId) : withoutHand(reachOut, userId);
    const action = isUp ? 'claim' : 'release';
    return after === reachOut ? undefined : { reachOut: after, entries: [{ actor: ctx.actor, action }] };
  });
}

/** A hand that is raised later does not take it away from the first. */
function withHand(reachOut: ReachOut, userId: string): ReachOut {
  return reachOut.conversation?.claimedBy ? reachOut : claimed(reachOut, userId);
}

function withoutHand(reachOut: ReachOut, userId: string): ReachOut {
  if (reachOut.conversation?.claimedBy !== userId) return reachOut;
  const { claimedBy: _, ...conversation } = reachOut.conversation;
  return visibly({ ...reachOut, conversation });
}
