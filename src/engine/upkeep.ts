import { differenceInMilliseconds } from 'date-fns';
import type { Context } from '../domain/kernel/context.ts';
import type { Keeping } from '../domain/reach-out/keeping.ts';
import { type Repeated, repeat } from './repeat.ts';

/** Between two steps, so that nobody waits for them. */
const STEP_MS = 1_000;

/** How often it is looked for what has been kept long enough. */
const ERASE_MS = 3_600_000;

/** How often what was typed into forms is looked through. */
const FORGET_MS = 300_000;

/** Looks after what is kept: seals what an earlier version left readable, erases what was kept for `keepDays`, and forgets what was typed. */
export function startUpkeep(
  { clock, log }: Pick<Context, 'clock' | 'log'>,
  keeping: Keeping,
  keepDays: () => number | undefined,
): Repeated {
  let isSealed = false;
  let erasedAt = new Date(0);
  let forgotAt = new Date(0);

  async function lookAfter(): Promise<void> {
    try {
      if (!isSealed) isSealed = !(await keeping.sealSome());
      await forgetTyped();
      await erase();
    } catch (error) {
      log.warn({ err: error }, 'what is kept could not be looked after');
    }
  }

  async function erase(): Promise<void> {
    const now = clock.now();
    const days = keepDays();
    if (days === undefined || Math.abs(differenceInMilliseconds(now, erasedAt)) < ERASE_MS) return;
    if (!(await keeping.eraseSome(days))) erasedAt = now;
  }

  async function forgetTyped(): Promise<void> {
    const now = clock.now();
    if (Math.abs(differenceInMilliseconds(now, forgotAt)) < FORGET_MS) return;
    await keeping.forgetTyped();
    forgotAt = now;
  }

  return repeat(clock, STEP_MS, lookAfter);
}
