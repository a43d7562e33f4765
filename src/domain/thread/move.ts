import { addSeconds } from 'date-fns';
import { isInDirectMessage } from '../place/is-in-direct-message.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import type { FormerCard } from './post.ts';
import type { PostOutcome } from './poster.ts';

/**
 * Where a thread can no longer be written in, it goes on in a direct message to the requester, and leaves
 * its card behind; where even that is impossible, it falls silent.
 */
export function moveThread(reachOut: ReachOut, error: string): ReachOut {
  const { card, ...rest } = reachOut.posts;
  if (isInDirectMessage(reachOut)) return { ...reachOut, posts: rest, silence: error };
  const { contact_id: _, ...posts } = rest;
  const { threadTs: __, placeId, shownVersion: shown, ...moved } = reachOut;
  const former_card = card?.ts && { placeId, ts: card.ts, shown, tries: 0 };
  return {
    ...moved,
    placeId: reachOut.userId,
    posts: { ...posts, ...(former_card && { former_card }) },
    shownVersion: 0,
    isMoved: true,
  };
}

/** The card that was left behind, when it does not show the present state; it is edited as if the thread were there. */
export function formerCard(reachOut: ReachOut): FormerCard | undefined {
  const { former_card } = reachOut.posts;
  return former_card && former_card.shown < reachOut.version ? former_card : undefined;
}

/** The reach-out as the card that was left behind shows it. */
export function asLeftBehind(reachOut: ReachOut, { placeId, ts }: FormerCard): ReachOut {
  return { ...reachOut, placeId, isMoved: false, posts: { card: { tries: 1, ts } } };
}

/** Seconds between tries: for five minutes the first, then ever longer ones, for a week in all. */
const FIRST_PAUSE = 15;
const LONGEST_PAUSE = 3600;
const QUICK_TRIES = 20;
const MOST_TRIES = 200;

/** What became of editing the card that was left behind. One that cannot be edited now may be later, say when the app is invited again. */
export function applyFormerEdit(
  reachOut: ReachOut,
  { version }: { version: number },
  outcome: PostOutcome,
  now: Date,
): ReachOut {
  const { former_card: former, ...posts } = reachOut.posts;
  if (!former) return reachOut;
  const left = (change: Partial<FormerCard>) => ({
    ...reachOut,
    posts: { ...posts, former_card: { ...former, ...change } },
  });
  const tries = former.tries + 1;
  if (outcome.kind === 'posted') return left({ shown: version, tries: 0 });
  const isOver = ['gone', 'fixed', 'unfit'].includes(outcome.kind) || tries >= MOST_TRIES;
  if (isOver) return left({ shown: Number.MAX_SAFE_INTEGER });
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, tries - QUICK_TRIES));
  return left({ tries, at: addSeconds(now, pause).toISOString() });
}
