import type { Context } from '../kernel/context.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { ifSlackSays } from './if-slack-says.ts';
import { isNamedIn } from './people.ts';
import type { Ids } from './policy.ts';

/**
 * Why a person may not do something with a reach-out, and who may.
 * - not_yours: only `owner` may, who asked for it, and those who are named.
 * - not_known: Slack did not say whether the person is one of them.
 */
export type ActRefusal = { kind: 'not_yours'; owner: string; named: Ids } | { kind: 'not_known' };

/** What a person wants to do with a reach-out, as the audit trail names it. */
export type Act = 'cancel' | 'stop' | 'send_now' | 'reschedule' | 'retry' | 'retry_by_sms';

/** The same of a list. */
export type ListAct = `${'start' | 'schedule' | 'cancel' | 'pause' | 'resume' | 'stop'}_list`;

/** Keeps a person from what they may not do. A refusal is accounted for before they read it. @throws TurnedAway */
export async function refuseActing(
  ctx: Context,
  reachOut: Pick<ReachOut, 'id' | 'userId'>,
  userId: string,
  what: Act | ListAct,
): Promise<ActRefusal | undefined> {
  const refusal = await findActRefusal(ctx, reachOut, userId);
  if (refusal?.kind === 'not_yours') {
    const detail = { what, reason: refusal.kind };
    await ctx.audit.record({ actor: ctx.actor, action: 'refused', detail, reachOutId: reachOut.id });
  }
  return refusal;
}

/** Whoever asked for a reach-out may act on it, and admins may; undefined for those. @throws TurnedAway */
export async function findActRefusal(
  ctx: Context,
  { userId: owner }: Pick<ReachOut, 'userId'>,
  userId: string,
): Promise<ActRefusal | undefined> {
  if (userId === owner) return undefined;
  const { admins: named } = ctx.policy();
  const isAdmin = await isOneOf(ctx, userId, named);
  if (isAdmin) return undefined;
  return isAdmin === undefined ? { kind: 'not_known' } : { kind: 'not_yours', owner, named };
}

/** Whether a person is among these users and user groups; undefined where Slack does not say. @throws TurnedAway */
export async function isOneOf(ctx: Context, userId: string, ids: Ids): Promise<boolean | undefined> {
  if (ids.length === 0) return false;
  const person = await ifSlackSays(ctx, ctx.people.find(userId), 'who acts');
  if (!person) return undefined;
  if (isNamedIn(person, ids)) return true;
  return ids.some((id) => person.unsure.includes(id)) ? undefined : false;
}
