import { addSeconds, differenceInSeconds, subHours } from 'date-fns';
import type { Context } from '../domain/kernel/context.ts';
import { type Applied, unaccounted } from '../domain/reach-out/applied.ts';
import { apply, applyTrouble, pauseAfter } from '../domain/reach-out/apply.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { dueAt, intend, type Rules } from '../domain/reach-out/step.ts';
import { admit } from './admit.ts';
import { perform } from './perform.ts';

/** How many reach-outs a process has in hand at most; each keeps at most three calls under way. */
const MOST = 64;

/**
 * And in its first second: whatever is under way when a process is killed has to be found out again, and where that
 * happens over and over, with much that is due, little else would be done.
 */
const MOST_AT_FIRST = 8;

/** How often it looks for what has come due by another's hand, or by that of an earlier life of its own. */
const POLL_MS = 1_000;

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

export interface Worker {
  start(): void;
  /** Whether there is room for one more. */
  hasRoom(): boolean;
  /** Goes on with a reach-out that was stored with its lease. */
  take(reachOut: ReachOut): void;
  /** There may be something due now, or at that time. */
  wake(at?: Date): void;
  /** Hears since when nothing could be stored, once that is over, where it was for longer than Slack waits. */
  onBack(listener: (since: Date) => void): void;
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>;
  /** Takes no more, and waits for what is in hand. */
  stop(): Promise<void>;
}

/** Claims what is due, as much as there is room for, and works on each. */
export function createWorker(ctx: Working, rules: Rules): Worker {
  const inHand = new Set<Promise<void>>();
  let most = 0;
  let looking: Promise<void> | undefined;
  let mayHaveMore = false;
  let isStopped = false;
  let stopPolling = () => {};
  let notedAt = new Date(0);
  let forgotAt = new Date(0);
  let awaySince: Date | undefined;
  let tellBack: ((since: Date) => void) | undefined;

  function take(reachOut: ReachOut): void {
    const work = workOn(ctx, rules, reachOut).then((due) => {
      inHand.delete(work);
      if (due) wake(due);
      if (mayHaveMore) wake();
    });
    inHand.add(work);
  }

  /** What is due before the next poll is not left to it. */
  function wake(at?: Date): void {
    const ms = at ? at.getTime() - ctx.clock.now().getTime() : 0;
    if (ms > 0 && ms < POLL_MS) ctx.clock.after(ms + 1, wake);
    if (ms > 0) return;
    mayHaveMore = true;
    if (isStopped) return;
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }

  async function look(): Promise<void> {
    while (mayHaveMore && !isStopped && inHand.size < most) {
      mayHaveMore = false;
      const room = most - inHand.size;
      try {
        const claimed = await ctx.reachOuts.claim(room, rules);
        if (claimed.length === room) mayHaveMore = true;
        for (const reachOut of claimed) take(reachOut);
      } catch (error) {
        ctx.log.warn({ err: error }, 'what is due could not be looked up');
      }
    }
  }

  function poll(): void {
    most = most === 0 ? MOST_AT_FIRST : MOST;
    void noteTime()
      .then(() => wake())
      .then(forget);
    stopPolling = ctx.clock.after(POLL_MS, poll);
  }

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

  async function idle(): Promise<void> {
    while (inHand.size > 0 || looking) {
      await looking;
      await Promise.all(inHand);
    }
  }

  return {
    take,
    wake,
    idle,
    onBack(listener) {
      tellBack = listener;
      back();
    },
    start: poll,
    hasRoom: () => !isStopped && inHand.size < MOST,
    async stop() {
      isStopped = true;
      stopPolling();
      await idle();
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
