import type { Call } from '../kernel/context.ts';
import type { Refusal } from './decide.ts';

/** What was refused, if it has an id or is there already. */
interface Refused {
  reachOutId?: string;
  refusals: Refusal[];
}

/** Accounts for a refusal of which nothing else is stored. */
export async function noteRefused({ ctx, input: { reachOutId, refusals } }: Call<Refused>): Promise<void> {
  const detail = { refusals: refusals.map(accountOf) };
  await ctx.audit.record({ actor: ctx.actor, action: 'refused', detail, ...(reachOutId && { reachOutId }) });
}

/** What the audit trail says of a refusal: the rule, and why where that is one of a few words. Sentences may hold anything. */
export function accountOf(refusal: Refusal): { rule: string; reason?: string } {
  const { rule } = refusal;
  if (rule === 'limits') return { rule, reason: refusal.limit.of };
  return rule === 'people' || rule === 'places' ? { rule, reason: refusal.reason } : { rule };
}
