import type { Call } from '../kernel/context.ts';
import { denyPerson } from '../policy/judge.ts';
import { visibly } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import type { Conversation } from './conversation.ts';

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

/**
 * Somebody raises their hand at a message of the thread, or takes it down: they answer for the conversation, or no
 * longer. Throws where Slack does not say who they are.
 */
export async function raiseHand({
  ctx,
  input: { placeId, ts, userId, isUp },
}: Call<{ placeId: string; ts: string; userId: string; isUp: boolean }>): Promise<void> {
  const found = await ctx.reachOuts.findByMessage(placeId, ts);
  if (!found?.conversation) return;
  const denial = await denyPerson(ctx, userId, found.id);
  if (denial?.kind === 'unidentified') throw new Error('Slack did not say whose hand it is');
  if (denial) return;
  await ctx.reachOuts.change(found, (reachOut) => {
    const { conversation } = reachOut;
    if (!conversation) return undefined;
    const others = (conversation.hands ?? []).filter((hand) => hand !== userId);
    const after = isUp
      ? withHand(reachOut, { ...conversation, hands: [...others, userId] }, userId)
      : withoutHand(reachOut, { ...conversation, hands: others }, userId);
    const isNews = after.conversation?.claimedBy !== conversation.claimedBy;
    const action = isUp ? 'claim' : 'release';
    return { reachOut: after, entries: isNews ? [{ actor: ctx.actor, action }] : [] };
  });
}

/** A hand that is raised later does not take it away from the first. */
function withHand(reachOut: ReachOut, conversation: Conversation, userId: string): ReachOut {
  const raised = { ...reachOut, conversation };
  return conversation.claimedBy ? raised : claimed(raised, userId);
}

/** The next hand that is still up has it then. */
function withoutHand(reachOut: ReachOut, conversation: Conversation, userId: string): ReachOut {
  const { claimedBy, ...free } = conversation;
  if (claimedBy !== userId) return { ...reachOut, conversation };
  const [next] = conversation.hands ?? [];
  return visibly({ ...reachOut, conversation: { ...free, ...(next && { claimedBy: next }) } });
}
