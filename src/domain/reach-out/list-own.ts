import type { Call } from '../kernel/context.ts';
import { isScheduled } from '../schedule/find-scheduled.ts';
import { mayBeCancelled } from './cancel.ts';
import type { ReachOut } from './reach-out.ts';
import { mayBeStopped } from './stop.ts';

/** More open ones than these a person does not overlook, and a message holds no more than 50 blocks. */
const MOST_OPEN = 10;
const MOST_OVER = 5;
const MOST_STOPPABLE = 20;
const MOST_SCHEDULED = 10;

export interface OwnReachOuts {
  reachOuts: ReachOut[];
  /** How many of those under way are shown, when there are more. */
  cutTo?: number;
}

/** Which of a person's reach-outs a list has, and how many at most. */
const LISTS = {
  status: { which: 'open', most: MOST_OPEN, isListed: () => true },
  stop: { which: 'stoppable', most: MOST_STOPPABLE, isListed: mayEnd },
  scheduled: { which: 'scheduled', most: MOST_SCHEDULED, isListed: isScheduled },
} as const;

/**
 * A person's reach-outs: what is under way and what is over, or only what can be stopped or cancelled, or what waits
 * for its time.
 */
export async function listOwn({
  ctx,
  input: { userId, which: list },
}: Call<{ userId: string; which: keyof typeof LISTS }>): Promise<OwnReachOuts> {
  const { which, most, isListed } = LISTS[list];
  const [open, over] = await Promise.all([
    ctx.reachOuts.listOf(userId, which, most + 1),
    list === 'status' ? ctx.reachOuts.listOf(userId, 'over', MOST_OVER) : [],
  ]);
  // One that ends between the two questions is in both answers.
  const ended = new Set(over.map(({ id }) => id));
  const running = open.filter((one) => isListed(one) && !ended.has(one.id));
  return {
    reachOuts: [...running.slice(0, most), ...over],
    ...(running.length > most && { cutTo: most }),
  };
}

/** One may have ended, or been told to, that the database does not know of as ended. */
function mayEnd(reachOut: ReachOut): boolean {
  return mayBeStopped(reachOut) || mayBeCancelled(reachOut);
}
