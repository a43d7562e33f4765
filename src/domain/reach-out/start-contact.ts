import { setTimeout as delay } from 'node:timers/promises';
import { secondsToFirstCheck } from '../contact/follow.ts';
import { recordEarlyNews } from '../contact/record-news.ts';
import type { Call, Context } from '../kernel/context.ts';
import { AppError, LeaseLostError } from '../kernel/errors.ts';
import type { Claim, Settlement, StartOutcome } from '../kernel/ports.ts';
import { type Performed, performStep, type ThreadOptions, workThread } from '../thread/thread.ts';
import { nextStep, type ReachOut, type ThreadStep, withIntent } from './progress.ts';
import { deadlineOf, eventOf, retryDelay, settlementOf } from './start-outcome.ts';
import { type StateEvent, transition } from './states.ts';
import { underClaim, underLease } from './under-lease.ts';

/**
 * Sends one reach-out on its way: waits for its turn, posts the card and starts the contact side by
 * side, settles what came of it and brings the thread up to date. Safe to repeat after a crash at any
 * point. `hasSlot`: its turn at Amazon Connect was reserved before. Throws while somebody else is at
 * work on it, so that the same job comes again.
 */
export async function startContact({ ctx, input }: Call<{ id: string; hasSlot: boolean }>): Promise<void> {
  const { id, hasSlot } = input;
  const isDone = await underLease(ctx, id, (reachOut, now) => start(ctx, reachOut, now, hasSlot));
  if (!isDone && (await ctx.store.reachOuts.find(id)))
    throw new AppError('lease_lost', 'somebody is at work on it', 'It is being worked on.');
}

/** The same for one that was just confirmed, under the lease that it was stored with. */
export function startConfirmed({ ctx, input }: Call<Claim>): Promise<void> {
  return underClaim(ctx, input, (reachOut, now) => start(ctx, reachOut, now, false));
}

async function start(ctx: Context, reachOut: ReachOut, now: Date, hasSlot: boolean): Promise<void> {
  const hasAnotherJob = reachOut.waiting === 'turn' && !hasSlot;
  if (!isStartable(reachOut) || hasAnotherJob) return resume(ctx, reachOut);
  const { limits } = ctx.store;
  const deadline = deadlineOf(reachOut, ctx.rules.maxAgeMinutes);
  if (now > deadline) return endUnsent(ctx, reachOut);
  const soon = hasSlot ? await limits.reserveCall() : undefined;
  const wait = soon === undefined ? await limits.reserveStart(deadline) : 0;
  if (wait > 0) return waitForTurn(ctx, reachOut, wait);
  if (soon) await delay(soon * 1000);
  return call(ctx, reachOut, now);
}

/** A crash may have come right after the ContactId was stored. */
async function resume(ctx: Context, reachOut: ReachOut): Promise<void> {
  if (reachOut.contactId) await recordEarlyNews({ ctx, input: { contactId: reachOut.contactId } });
  await workThread(ctx, reachOut);
}

function isStartable(reachOut: ReachOut): boolean {
  return transition(reachOut.state, 'call') !== undefined;
}

/** Comes back when it is its turn, and meanwhile says that it waits. */
async function waitForTurn(ctx: Context, reachOut: ReachOut, seconds: number): Promise<void> {
  const isNews = reachOut.state === 'requested' && !reachOut.waiting;
  const waiting = await ctx.store.transaction(async ({ reachOuts, jobs }) => {
    await jobs.startContact(reachOut.id, { afterSeconds: seconds, hasSlot: true });
    return reachOuts.settle(reachOut, isNews ? { waiting: 'turn', visible: true } : {});
  });
  await tellThread(ctx, waiting);
}

async function endUnsent(ctx: Context, reachOut: ReachOut): Promise<void> {
  const ending: Settlement = reachOut.uncertainSince
    ? { state: 'unresolved' }
    : { state: 'failed', failure: { ...reachOut.failure, code: 'waited_too_long' } };
  const entry = { actor: ctx.actor, action: reachOut.uncertainSince ? 'give_up' : 'expire' };
  await workThread(
    ctx,
    await ctx.store.reachOuts.settle(reachOut, { ...ending, ended: true, visible: true, entry }),
  );
}

async function call(ctx: Context, claimed: ReachOut, now: Date): Promise<void> {
  const wanted = cardStep(claimed);
  const turnIn = await turnOf(ctx, claimed, wanted);
  const step = turnIn > 0 ? undefined : wanted;
  const calling = await ctx.store.reachOuts.settle(claimed, {
    state: transition(claimed.state, 'call') ?? claimed.state,
    waiting: null,
    attempts: claimed.attempts + 1,
    uncertainSince: claimed.uncertainSince ?? now,
    posts: withIntent(claimed.posts, step?.post),
  });
  const [performed, outcome] = await Promise.all([
    step ? performStep(ctx, calling, step).catch((error) => noted(ctx, calling, error)) : untouched,
    ctx.gateway.start(calling.request, calling.id),
  ]);
  const answered = { outcome, wasUncertain: claimed.uncertainSince !== undefined, performed, turnIn };
  await tellThread(ctx, ...(await settleOutcome(ctx, calling, answered)));
}

/**
 * What is stored may have sent the next job of this start. To begin it again because of trouble with
 * Slack would send a second one, so the thread gets a job of its own.
 */
async function tellThread(ctx: Context, reachOut: ReachOut, options?: ThreadOptions): Promise<void> {
  try {
    await workThread(ctx, reachOut, options);
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    ctx.log.warn({ err: error, reachOutId: reachOut.id }, 'thread not up to date, to be retried');
    await ctx.store.jobs.updateThread(reachOut.id, { afterSeconds: 1 });
    await ctx.store.reachOuts.handOn(reachOut);
  }
}

/** Seconds to the turn of its post in a conversation that Slack slowed down; 0 where nothing holds it up. */
async function turnOf(ctx: Context, { placeId }: ReachOut, step?: ThreadStep): Promise<number> {
  return step?.post ? ctx.store.limits.reservePost(placeId) : 0;
}

/** The card goes out beside the call, unless it stands already or an earlier try has to be looked for first. */
function cardStep(reachOut: ReachOut): ThreadStep | undefined {
  return reachOut.posts.card ? undefined : nextStep(reachOut);
}

const untouched: Performed = { settlement: {} };

/** Trouble with Slack must not hide what came of the call; the thread is worked on again right after. */
function noted(ctx: Context, reachOut: ReachOut, error: unknown): Performed {
  ctx.log.warn({ err: error, reachOutId: reachOut.id }, 'card not posted');
  return untouched;
}

interface Answered {
  outcome: StartOutcome;
  wasUncertain: boolean;
  performed: Performed;
  turnIn: number;
}

/**
 * Stores what came of the call, with the intent of the next step in the thread and the job of a repeat;
 * returns what the thread is worked on with.
 */
async function settleOutcome(
  ctx: Context,
  calling: ReachOut,
  { outcome, wasUncertain, performed, turnIn }: Answered,
): Promise<[ReachOut, ThreadOptions]> {
  const event = eventOf(outcome, wasUncertain);
  const state = transition(calling.state, event) ?? calling.state;
  const { channel } = calling.request;
  const news = settlementOf(outcome, event, secondsToFirstCheck(channel, ctx.rules.hasContactEvents));
  const { twinPossible = false, lateEditPossible = false, pauseSeconds } = performed;
  const next = preview(calling, { ...performed.settlement, ...news, state });
  const planned = pauseSeconds === undefined ? nextStep(next) : undefined;
  const wait = turnIn || (await turnOf(ctx, next, planned));
  const step = wait > 0 ? undefined : planned;

  const entry = { actor: ctx.actor, action: event, detail: detailOf(outcome) };
  const posts = withIntent(next.posts, step?.post);
  const settlement = { ...performed.settlement, ...news, state, posts, visible: true, entry };
  const hasJobs = twinPossible || lateEditPossible || isRepeated(event);
  const reachOut = hasJobs
    ? await ctx.store.transaction(async ({ reachOuts, jobs }) => {
        if (twinPossible || lateEditPossible) await jobs.tidyUp(calling.id, { editAgain: lateEditPossible });
        if (isRepeated(event))
          await jobs.startContact(calling.id, { afterSeconds: retryDelay(outcome, calling.attempts) });
        return reachOuts.settle(calling, settlement);
      })
    : await ctx.store.reachOuts.settle(calling, settlement);
  if (outcome.kind === 'accepted' && ctx.rules.hasContactEvents) {
    await recordEarlyNews({ ctx, input: { contactId: outcome.contactId } });
  }
  return [reachOut, { ...(step && { intended: step }), ...(wait > 0 && { turnIn: wait }) }];
}

function isRepeated(event: StateEvent): boolean {
  return event === 'postpone' || event === 'lose';
}

/** The reach-out as it will be stored, to plan its next step by. */
function preview(calling: ReachOut, { contactId, posts, shownVersion, state }: Settlement): ReachOut {
  return {
    ...calling,
    ...(contactId && { contactId }),
    ...(state && { state }),
    posts: posts ?? calling.posts,
    shownVersion: shownVersion ?? calling.shownVersion,
    version: calling.version + 1,
  };
}

function detailOf(outcome: StartOutcome): Record<string, unknown> {
  switch (outcome.kind) {
    case 'accepted':
      return { contactId: outcome.contactId };
    case 'rejected':
      return { ...outcome.failure };
    case 'not_now':
      return { waiting: outcome.waiting };
    case 'unknown':
      return {};
  }
}
