import { isCall } from '../channels/registry.ts';
import { hasOptedOut } from '../conversation/conversation.ts';
import type { Context } from '../kernel/context.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { accountOf } from './account.ts';

/**
 * Brings the do-not-contact list in line with what a customer has said last in a conversation: STOP puts them on it,
 * for its channel, whoever sends; START takes away what their STOP has set, and nothing else, unless another sender was
 * told STOP and no START. Safe to do again.
 */
export async function settleConsent(
  { actor, blocks, reachOuts }: Pick<Context, 'actor' | 'blocks' | 'reachOuts'>,
  { request, conversation }: ReachOut,
): Promise<void> {
  const { recipient, channel } = request;
  const { stoppedAt, resumedAt } = conversation ?? {};
  // It was erased, or its key is gone.
  if (recipient === '') return;
  const about = { recipient, channel };
  if (conversation && stoppedAt && hasOptedOut(conversation)) {
    const block = { channel, source: 'customer', at: new Date(stoppedAt) } as const;
    await blocks.add(recipient, block, accountOf(actor, 'blocked', about));
  } else if (resumedAt) {
    if (!isCall(request) && (await reachOuts.hasStoppedAnother(request))) return;
    const which = { channel, setByCustomerUntil: new Date(resumedAt) };
    await blocks.lift(recipient, which, accountOf(actor, 'unblocked', about));
  }
}
