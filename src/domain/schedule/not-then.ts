import type { Context } from '../kernel/context.ts';
import type { Refusal } from '../policy/decide.ts';
import type { StartVerdict } from '../policy/judge.ts';
import { noteRefused } from '../policy/note-refused.ts';
import type { HoursQuestion } from '../policy/question.ts';
import type { OutsideHours } from '../policy/time/judge-hours.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';

/**
 * It stays as it is: closed, where the recipient is; refused, because the policy is against it; asked, because
 * whether closed hours are meant is to be answered.
 */
export type NotThen =
  | { kind: 'closed'; closed: OutsideHours }
  | { kind: 'refused'; refusals: Refusal[] }
  | { kind: 'asked'; reachOut: ReachOut; question: HoursQuestion };

/** Accounts for a time at which what is scheduled may not go. */
export async function notThen(
  ctx: Context,
  reachOut: ReachOut,
  verdict: Exclude<StartVerdict, { kind: 'allow' }>,
): Promise<NotThen> {
  const reachOutId = reachOut.id;
  const { question } = verdict;
  if (question) {
    const detail = { questions: [question.name], answered: [] };
    await ctx.audit.record({ actor: ctx.actor, action: 'asked', detail, reachOutId });
    return { kind: 'asked', reachOut, question };
  }
  const isLater = verdict.kind === 'later';
  const refusals: Refusal[] = isLater ? [{ rule: 'hours', closed: verdict.closed }] : verdict.refusals;
  await noteRefused({ ctx, input: { reachOutId, refusals } });
  return isLater ? { kind: 'closed', closed: verdict.closed } : { kind: 'refused', refusals };
}
