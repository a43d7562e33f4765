import { addSeconds } from 'date-fns';
import type { Context } from '../domain/kernel/context.ts';
import { dueAt, type Rules } from '../domain/reach-out/agenda.ts';
import { type Applied, unaccounted } from '../domain/reach-out/applied.ts';
import { apply, applyTrouble, pauseAfter } from '../domain/reach-out/apply.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { intend } from '../domain/reach-out/step.ts';
import { admit } from './admit.ts';
import { perform } from './perform.ts';

/** What the worker works with, and the context of whatever it works on, by where that was asked for. */
export interface Working extends Pick<Context, 'clock' | 'log' | 'reachOuts'> {
  contextFor(asked: Pick<ReachOut, 'teamId'>): Promise<Context>;
}

/**
 * Brings a reach-out as far as it can be brought now: one stored step after the other, until nothing is
 * due. Resolves to when it is due again. Whoever dies in between leaves a trace of what was under way.
 */
export async function workOn(
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
