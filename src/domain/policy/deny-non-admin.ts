import type { Call } from '../kernel/context.ts';
import { ifSlackSays } from './if-slack-says.ts';
import { isAdmin } from './people.ts';

/** Why a person may not do what only admins may; unidentified: Slack does not say who they are. A refusal is accounted for. @throws TurnedAway */
export async function denyNonAdmin({
  ctx,
  input: { userId },
}: Call<{ userId: string }>): Promise<'not_admin' | 'unidentified' | undefined> {
  const person = await ifSlackSays(ctx, ctx.people.find(userId), 'who asks');
  const policy = ctx.policy();
  if (!person) return 'unidentified';
  if (isAdmin(person, policy)) return undefined;
  if (policy.admins.some((id) => person.unsure.includes(id))) return 'unidentified';
  await ctx.audit.record({ actor: ctx.actor, action: 'refused', detail: { refusals: [{ rule: 'admins' }] } });
  return 'not_admin';
}
