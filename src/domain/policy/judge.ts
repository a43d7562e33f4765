import type { Channel } from '../channels/registry.ts';
import type { Call, Context } from '../kernel/context.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { approvalFor, type NeededApproval } from './approvals.ts';
import { decide, type Facts, type Refusal, type Verdict } from './decide.ts';
import { ifSlackSays } from './if-slack-says.ts';
import { hasLimits, refusingLimits, type UsedUp, type Using } from './limits.ts';
import { lookUp } from './look-up.ts';
import { noteRefused } from './note-refused.ts';
import { isUndecided } from './people.ts';
import { type DueVerdict, whenDue } from './when-due.ts';

/** A place, with its name where Slack gave it. */
export interface Where {
  placeId?: string;
  placeName?: string;
}

/** Who is about to reach out, and what is known of it by now. */
interface Intent extends Where, Partial<Pick<Facts, 'open' | 'rows'>> {
  userId: string;
  /** The reach-out, which does not count against a limit itself. */
  id?: string;
  recipient?: string;
  channel?: Channel;
  /** When it is to start; absent: now. */
  sendAt?: Date;
}

/** Asks the policy for a person who is about to reach out; undefined when Slack does not say who they are. @throws TurnedAway */
export async function judge({
  ctx,
  input: { userId, id, placeId, placeName, recipient, channel, open, rows, sendAt },
}: Call<Intent>): Promise<Verdict | undefined> {
  const at = sendAt && { at: sendAt };
  const [person, listed, place, usedUp, isFirstContact] = await Promise.all([
    ifSlackSays(ctx, ctx.people.find(userId), 'who asks'),
    recipient ? lookUp(ctx, recipient, channel) : undefined,
    placeId ? ctx.places.find(placeId, placeName) : undefined,
    id && recipient ? countUp(ctx, { limits: ctx.policy().limits, id, userId, recipient, ...at }) : undefined,
    recipient ? isFirstContactTo(ctx, recipient) : undefined,
  ]);
  const policy = ctx.policy();
  if (!person || isUndecided(person, policy)) return undefined;
  const facts: Facts = {
    ...{ person, recipient, channel, placeId, place, open, usedUp, isFirstContact, rows },
    ...{ blocks: listed?.blocks, optOut: listed?.optOut },
    goes: { at: sendAt ?? ctx.clock.now(), isNamed: sendAt !== undefined },
  };
  return decide(facts, { settings: ctx.settings, policy });
}

/** Nothing is counted where nothing is limited. */
async function countUp(ctx: Context, using: Using): Promise<UsedUp | undefined> {
  return hasLimits(using.limits) ? ctx.reachOuts.usedUp(using) : undefined;
}

/** Why a person may do nothing; unidentified: Slack does not say who they are. */
export type Denial = { kind: 'unidentified' } | { kind: 'refused'; refusals: Refusal[] };

/** Asks the policy for a person about nothing but themselves; undefined where they may. A refusal is accounted for. @throws TurnedAway */
export async function denyPerson(
  ctx: Context,
  userId: string,
  reachOutId?: string,
): Promise<Denial | undefined> {
  const verdict = await judge({ ctx, input: { userId } });
  if (!verdict) return { kind: 'unidentified' };
  if (verdict.kind !== 'refuse') return undefined;
  const { refusals } = verdict;
  await noteRefused({ ctx, input: { refusals, ...(reachOutId && { reachOutId }) } });
  return { kind: 'refused', refusals };
}

/** A start, and when it is to be. */
export interface Start {
  reachOut: ReachOut;
  at: Date;
}

/**
 * What the policy says of a start.
 * isOptOutUnknown: AWS's list of who opted out did not answer.
 */
export type StartVerdict = DueVerdict & { isOptOutUnknown: boolean };

/**
 * Asks the policy again when a start is due, or whether it could be. Where Slack does not say who the person is, what was decided
 * when it was requested stands; where it is told is up to the thread. What was asked then was answered.
 */
export async function judgeStart({ ctx, input: { reachOut, at } }: Call<Start>): Promise<StartVerdict> {
  const { id, userId, readyAt, placeId, isMoved } = reachOut;
  const { recipient, channel } = reachOut.request;
  const [found, listed, usedUp, isFirstContact] = await Promise.all([
    ctx.people.find(userId).catch(() => undefined),
    lookUp(ctx, recipient, channel),
    countUp(ctx, { limits: refusingLimits(ctx.policy().limits), id, userId, recipient, at: readyAt }),
    isFirstContactTo(ctx, recipient),
  ]);
  const policy = ctx.policy();
  const person = found && !isUndecided(found, policy) ? found : undefined;
  const facts: Facts = {
    ...{ person, recipient, channel, ...listed, usedUp, isFirstContact },
    goes: { at, isNamed: true },
    // Where it had to move to says nothing of where it was asked for.
    placeId: isMoved ? undefined : placeId,
    // Where it is told is up to the thread.
    place: undefined,
    // A conversation that was open was asked about when it was requested.
    open: undefined,
    // A list was approved of as a whole.
    rows: undefined,
  };
  const verdict = whenDue(decide(facts, { settings: ctx.settings, policy }), reachOut.answered);
  return { ...verdict, isOptOutUnknown: listed.optOut?.kind === 'not_checked' };
}

/** Looked up only where a rule goes by it. */
async function isFirstContactTo(ctx: Context, recipient: string): Promise<boolean | undefined> {
  const isAsked = ctx.policy().approvals.some(({ when }) => when.firstContact);
  return isAsked ? !(await ctx.reachOuts.hasReached(recipient)) : undefined;
}

/** The rule by which somebody else has to approve of a reach-out, as the policy stands now. */
export async function approvalNow({
  ctx,
  input: { request },
}: Call<ReachOut>): Promise<NeededApproval | undefined> {
  const { recipient, channel } = request;
  const isFirstContact = await isFirstContactTo(ctx, recipient);
  return approvalFor({ recipient, channel, isFirstContact }, ctx.policy());
}
