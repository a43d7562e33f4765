import type { Call } from '../kernel/context.ts';
import { mayBeCancelled } from './cancel.ts';
import type { ReachOut } from './reach-out.ts';
import { mayBeStopped } from './stop.ts';

/** More open ones than these a person does not overlook, and a message holds no more than 50 blocks. */
const MOST_OPEN = 10;
const MOST_OVER = 5;
const MOST_STOPPABLE = 20;

export interface OwnReachOuts {
  reachOuts: ReachOut[];
  /** How many of those under way are shown, when there are more. */
  cutTo?: number;
}

/** A person's reach-outs: what is under way and what is over, or only what can be stopped or cancelled. */
export async function listOwn({
  ctx,
  input: { userId, which },
}: Call<{ userId: string; which: 'status' | 'stop' }>): Promise<OwnReachOuts> {
  const most = which === 'stop' ? MOST_STOPPABLE : MOST_OPEN;
  const [open, over] = await Promise.all([
    ctx.reachOuts.listOf(userId, which === 'stop' ? 'stoppable' : 'open', most + 1),
    which === 'status' ? ctx.reachOuts.listOf(userId, 'over', MOST_OVER) : [],
  ]);
  // One that ends between the two questions is in both answers.
  const ended = new Set(over.map(({ id }) => id));
  const running = open.filter((one) => (which === 'stop' ? mayEnd(one) : !ended.has(one.id)));
  return {
    reachOuts: [...running.slice(0, most), ...over],
    ...(running.length > most && { cutTo: most }),
  };
}

/** One may have ended, or been told to, that the database does not know of as ended. */
function mayEnd(reachOut: ReachOut): boolean {
  return mayBeStopped(reachOut) || mayBeCancelled(reachOut);
}
