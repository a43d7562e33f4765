import type { Call, Context } from '../kernel/context.ts';
import { describeNumber } from '../phone/phone-number.ts';
import { type ActRefusal, findActRefusal, isOneOf } from '../policy/may-act.ts';
import type { Ids } from '../policy/policy.ts';
import type { ReachOut } from './reach-out.ts';

/** As it is written abroad, and in E.164. */
export interface FullNumber {
  international: string;
  e164: string;
}

export type ShowNumberResult =
  | { kind: 'shown'; number: FullNumber }
  | { kind: 'not_found' | 'erased' | 'unreadable' }
  /** Only these may. */
  | { kind: 'not_named'; named: Ids }
  | ActRefusal;

/** The full number, for whom the rules show it. Each look is accounted for before it is granted or refused. @throws TurnedAway */
export async function showNumber({
  ctx,
  input: { id, userId },
}: Call<{ id: string; userId: string }>): Promise<ShowNumberResult> {
  const reachOut = await ctx.reachOuts.find(id);
  if (!reachOut) return { kind: 'not_found' };
  const result = (await refuseNumber(ctx, reachOut, userId)) ?? numberOf(reachOut);
  const detail = { outcome: result.kind };
  await ctx.audit.record({ actor: ctx.actor, action: 'show_number', detail, reachOutId: id });
  return result;
}

/** Why a person may not see the number of a reach-out; undefined where they may. @throws TurnedAway */
async function refuseNumber(
  ctx: Context,
  reachOut: ReachOut,
  userId: string,
): Promise<Exclude<ShowNumberResult, { kind: 'shown' }> | undefined> {
  const { numbers: named } = ctx.policy().show;
  if (!named) return findActRefusal(ctx, reachOut, userId);
  const isNamed = await isOneOf(ctx, userId, named);
  if (isNamed) return undefined;
  return isNamed === undefined ? { kind: 'not_known' } : { kind: 'not_named', named };
}

function numberOf({ request, erasedAt, isUnreadable }: ReachOut): ShowNumberResult {
  if (erasedAt) return { kind: 'erased' };
  if (isUnreadable) return { kind: 'unreadable' };
  const { recipient: e164 } = request;
  const international = describeNumber(e164)?.international ?? e164;
  return { kind: 'shown', number: { international, e164 } };
}
