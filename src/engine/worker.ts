import { addSeconds, differenceInSeconds, subHours } from 'date-fns';
import type { Context } from '../domain/kernel/context.ts';
import { dueAt, type Rules } from '../domain/reach-out/agenda.ts';
import { type Applied, unaccounted } from '../domain/reach-out/applied.ts';
import { apply, applyTrouble, pauseAfter } from '../domain/reach-out/apply.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { intend } from '../domain/reach-out/step.ts';
import { admit } from './admit.ts';
import { perform } from './perform.ts';
import { createPoller, type Poller } from './poller.ts';

/** How many reach-outs a process has in hand at most; each keeps at most three calls under way. */
const MOST = 64;

/**
 * And in its first second: whatever is under way when a process is killed has to be found out again, and where that
 * happens over and over, with much that is due, little else would be done.
 */
const MOST_AT_FIRST = 8;

/** How often the time is noted, by which it is seen later that the clock was set back. */
const NOTE_MS = 10_000;

/** Slack sends an event again for so long. What it told of before, it tells of no more. */
const AWAY_SECONDS = 5 * 60;

/** How often what is not needed any more is forgotten, and how long it is kept. */
const FORGET_MS = 3_600_000;
const KEPT_HOURS = 24;

/** What the worker works with, and the context of whatever it works on, by where that was asked for. */
interface Working extends Pick<Context, 'clock' | 'log' | 'reachOuts'> {
  contextFor(asked: Pick<ReachOut, 'teamId'>): Promise<Context>;
}

export interface Worker extends Poller<ReachOut> {
  /** Hears since when nothing could be stored, once that is over, where it was for longer than Slack waits. */
  onBack(listener: (since: Date) => void): void;
}

/** Claims what is due, as much as there is room for, and works on each. */
export function createWorker(ctx: Working, rules: Rules): Worker {
  let notedAt = new Date(0);
  let forgotAt = new Date(0);
  let awaySince: Date | undefined;
  let tellBack: ((since: Date) => void) | undefined;

  /** At once where the clock has gone back: nothing waits for it to catch up. */
  async function noteTime(): Promise<void> {
    const now = ctx.clock.now();
    if (now >= notedAt && now.getTime() - notedAt.getTime() < NOTE_MS) return;
    try {
      const { isSetBack, notedBefore } = await ctx.reachOuts.noteTime();
      notedAt = now;
      if (notedBefore && differenceInSeconds(now, notedBefore) > AWAY_SECONDS) awaySince ??= notedBefore;
      back();
      if (isSetBack) ctx.log.warn({}, 'the clock was set back; what waits for a later time is due now');
    } catch (error) {
      ctx.log.warn({ err: error }, 'the time could not be noted');
    }
  }

  function back(): void {
    if (!awaySince || !tellBack) return;
    tellBack(awaySince);
    awaySince = undefined;
  }

  async function forget(): Promise<void> {
    const now = ctx.clock.now();
    if (!rules.hasConversations || now.getTime() - forgotAt.getTime() < FORGET_MS) return;
    try {
      await ctx.reachOuts.forgetTexts(subHours(now, KEPT_HOURS));
      forgotAt = now;
    } catch (error) {
      ctx.log.warn({ err: error }, 'texts that are not needed any more could not be forgotten');
    }
  }

  const poller = createPoller<ReachOut>(ctx, {
    ...{ most: MOST, mostAtFirst: MOST_AT_FIRST, before: noteTime, after: forget },
    claim: (most) => ctx.reachOuts.claim(most, rules),
    failure: 'what is due could not be looked up',
    work: (reachOut) => workOn(ctx, rules, reachOut),
  });
  return {
    ...poller,
    onBack(listener) {
      tellBack = listener;
      back();
    },
  };
}

/**
 * Brings a reach-out as far as it can be brought now: one stored step after the other, until nothing is
 * due. Resolves to when it is due again. Whoever dies in between leaves a trace of what was under way.
 */
async function workOn(
  { contextFor, ...base }: Working,
  rules: Rules,
  claimed: ReachOut,
): Promise<Date | undefined> {
  let stored = claimed;
  try {
    const ctx = await contextFor(claimed);
    let change: (reachOut: ReachOut) => Applied = unaccounted;
    for (;;) {
      const { applied, step } = await admit(ctx, change(stored), rules);
      const { reachOut, entries } = applied;
      const intended = step ? intend(reachOut, step, ctx.clock.now()) : reachOut;
      const next = step ? 'held' : { dueAt: dueAt(intended, rules) ?? null };
      const settled = await ctx.reachOuts.settle(stored, { reachOut: intended, entries }, next);
      if (settled.kind === 'lost') return undefined;
      stored = settled.reachOut;
      // Somebody else changed it: the same is applied to what they left.
      if (settled.kind === 'changed') continue;
      if (!step) return dueAt(stored, rules);
      const outcome = await perform(ctx, stored, step);
      change = (current) => apply(current, step, outcome, ctx.clock.now(), rules);
    }
  } catch (error) {
    base.log.error({ err: error, reachOutId: stored.id }, 'the work on a reach-out failed');
    return putBack(base, stored);
  }
}

/** To be tried again a little later; should the database be away, its lease runs out. */
async function putBack(ctx: Pick<Context, 'clock' | 'reachOuts'>, stored: ReachOut): Promise<Date> {
  const now = ctx.clock.now();
  const due = addSeconds(now, pauseAfter(stored.troubles));
  await ctx.reachOuts.settle(stored, applyTrouble(stored, now), { dueAt: due }).catch(() => {});
  return due;
}
