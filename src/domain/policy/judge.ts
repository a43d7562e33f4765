import type { Call, Context } from '../kernel/context.ts';
import { TurnedAway } from '../kernel/turned-away.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { decide, type Head, type Refusal, type Verdict } from './decide.ts';

/** A place, with its name where Slack gave it. */
export interface Where {
  placeId?: string;
  placeName?: string;
}

/** Asks the policy for a person who is about to reach out; undefined when Slack does not say who they are. @throws TurnedAway */
export async function judge({
  ctx,
  input: { userId, placeId, placeName, recipient, openIn },
}: Call<{ userId: string; recipient?: string; openIn?: Head } & Where>): Promise<Verdict | undefined> {
  const [person, place] = await Promise.all([
    ctx.people.find(userId).catch((error) => {
      if (error instanceof TurnedAway) throw error;
      ctx.log.warn({ err: error }, 'Slack did not say who asks');
    }),
    placeId ? ctx.places.find(placeId, placeName) : undefined,
  ]);
  if (!person) return undefined;
  return decide(
    { person, ...(recipient && { recipient }), ...(place && { place }), ...(openIn && { openIn }) },
    ctx.settings,
  );
}

/** Why a person may do nothing; unidentified: Slack does not say who they are. */
export type Denial = { kind: 'unidentified' } | { kind: 'refused'; refusals: Refusal[] };

/** Asks the policy for a person about nothing but themselves; undefined where they may. @throws TurnedAway */
export async function denyPerson(ctx: Context, userId: string): Promise<Denial | undefined> {
  const verdict = await judge({ ctx, input: { userId } });
  if (!verdict) return { kind: 'unidentified' };
  return verdict.kind === 'refuse' ? { kind: 'refused', refusals: verdict.refusals } : undefined;
}

/**
 * Asks the policy again when a start is due. Where Slack does not say who the person is, what was decided
 * when it was requested stands; where it is told is up to the thread. What was asked then was answered.
 */
export async function judgeStart({ ctx, input: reachOut }: Call<ReachOut>): Promise<Verdict> {
  const person = await ctx.people.find(reachOut.userId).catch(() => undefined);
  return decide({ ...(person && { person }), recipient: reachOut.request.recipient }, ctx.settings);
}
