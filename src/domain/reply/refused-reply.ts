import type { Stay } from '../conversation/line.ts';
import type { Actor, Entry } from '../kernel/actor.ts';
import type { Context } from '../kernel/context.ts';

/** What the audit trail says of a reply that its customer is not to get; nothing of one that stays for another reason. */
export function refusedReply(actor: Actor, replyId: string, why: Stay): Entry | undefined {
  if (why !== 'blocked' && why !== 'opted_out') return undefined;
  return { actor, action: 'refused', detail: { what: 'reply', rule: why, reply: replyId } };
}

/** Accounts for a reply that was refused and changed nothing, before its writer reads so. */
export async function noteStay(
  { actor, audit }: Context,
  { id: reachOutId, replyId }: { id: string; replyId: string },
  result: { kind: string; why?: Stay },
): Promise<void> {
  const entry = result.why && refusedReply(actor, replyId, result.why);
  if (entry) await audit.record({ ...entry, reachOutId });
}
