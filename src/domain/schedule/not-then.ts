import type { Context } from '../kernel/context.ts';
import type { Refusal } from '../policy/decide.ts';
import type { StartVerdict } from '../policy/judge.ts';
import { noteRefused } from '../policy/note-refused.ts';
import type { OutsideHours } from '../policy/time/judge-hours.ts';

/** It stays as it is: closed, where the recipient is; refused, because the policy is against it. */
export type NotThen = { kind: 'closed'; closed: OutsideHours } | { kind: 'refused'; refusals: Refusal[] };

/** Accounts for a time at which what is scheduled may not go. */
export async function notThen(
  ctx: Context,
  reachOutId: string,
  verdict: Exclude<StartVerdict, { kind: 'allow' }>,
): Promise<NotThen> {
  const isLater = verdict.kind === 'later';
  const refusals: Refusal[] = isLater ? [{ rule: 'hours', closed: verdict.closed }] : verdict.refusals;
  await noteRefused({ ctx, input: { reachOutId, refusals } });
  return isLater ? { kind: 'closed', closed: verdict.closed } : { kind: 'refused', refusals };
}
