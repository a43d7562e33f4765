import type { Call, Context } from '../kernel/context.ts';
import { AppError } from '../kernel/errors.ts';
import type { ReachOut } from './progress.ts';
import { transition } from './states.ts';
import { underLease } from './under-lease.ts';

/**
 * A job gave up. What it was to start ends in a way that a person can read; a thread that could not be
 * written waits for an operator.
 */
export async function endExhausted({ ctx, input }: Call<{ id: string; wasStart: boolean }>): Promise<void> {
  ctx.log.error({ reachOutId: input.id }, 'a job used up its retries');
  if (!input.wasStart) return ctx.store.audit.append(input.id, ctx.actor, 'exhausted');
  const done = await underLease(ctx, input.id, (reachOut) => endStart(ctx, reachOut));
  if (!done && (await ctx.store.reachOuts.find(input.id)))
    throw new AppError('lease_lost', 'somebody is at work on what gave up', 'It is being worked on.');
}

async function endStart(ctx: Context, reachOut: ReachOut): Promise<void> {
  const ended = await ctx.store.transaction(async ({ reachOuts, jobs, audit }) => {
    await audit.append(reachOut.id, ctx.actor, 'exhausted');
    if (!transition(reachOut.state, 'call')) return reachOut;
    await jobs.updateThread(reachOut.id);
    return reachOuts.settle(
      reachOut,
      reachOut.uncertainSince
        ? { state: 'unresolved', ended: true, visible: true }
        : { state: 'failed', failure: { code: 'unexpected' }, ended: true, visible: true },
    );
  });
  await ctx.store.reachOuts.abandon(ended);
}
