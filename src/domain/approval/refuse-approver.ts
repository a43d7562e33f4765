import type { Context } from '../kernel/context.ts';
import { ifSlackSays } from '../policy/if-slack-says.ts';
import { isNamedIn, refusePerson } from '../policy/people.ts';
import type { Ids } from '../policy/policy.ts';
import { approversOf } from './approval.ts';

/** Why somebody can't decide. `by`: who can. */
export type ApproverObstacle = { kind: 'unidentified' | 'refused' } | { kind: 'own' | 'not_named'; by: Ids };

/** Of those whom a rule names, all may but whoever asked, under whatever id of theirs. @throws TurnedAway */
export async function refuseApprover(
  ctx: Context,
  asked: { userId: string; by: Ids },
  userId: string,
): Promise<ApproverObstacle | undefined> {
  const { by } = asked;
  const requester = [asked.userId];
  const person = await ifSlackSays(ctx, ctx.people.identify(userId, [...by, ...requester]), 'who decides');
  if (!person) return { kind: 'unidentified' };
  if (refusePerson(person)) return { kind: 'refused' };
  if (isNamedIn(person, requester)) return { kind: 'own', by: approversOf(asked, by) };
  const isUnsure = (ids: Ids) => ids.some((id) => person.unsure.includes(id));
  if (isUnsure(requester)) return { kind: 'unidentified' };
  if (isNamedIn(person, by)) return undefined;
  return isUnsure(by) ? { kind: 'unidentified' } : { kind: 'not_named', by: approversOf(asked, by) };
}
