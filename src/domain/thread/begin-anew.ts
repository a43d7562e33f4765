import type { ReachOut } from '../reach-out/reach-out.ts';
import { moveThread } from './move.ts';
import { isOfConversation, type Part, partsOf } from './post.ts';
import { postedAnew } from './posts.ts';
import { sweeping } from './sweep.ts';

/** Whoever deletes the card more often does not want it in this place. */
const MOST_RENEWALS = 3;

/** The card is gone: another one takes its place, in the thread that it stood in, or as the head of a new one. */
export function renewCard(reachOut: ReachOut, now: Date): ReachOut {
  if (!reachOut.threadTs) return beginAnew(reachOut, now);
  const { card = { tries: 0 } } = reachOut.posts;
  const { renewals = 0 } = card;
  if (renewals >= MOST_RENEWALS) return moveThread(reachOut, 'message_not_found');
  const anew = { ...postedAnew(card, card.ts), renewals: renewals + 1 };
  return sweeping({ ...reachOut, posts: { ...reachOut.posts, card: anew } }, now);
}

/** A reply is gone: it is posted again. */
export function renewReply(reachOut: ReachOut, part: Part, now: Date): ReachOut {
  const { [part]: post = { tries: 0 } } = reachOut.posts;
  return sweeping({ ...reachOut, posts: { ...reachOut.posts, [part]: postedAnew(post, post.ts) } }, now);
}

/**
 * The head of the thread is gone: a new card becomes the head of another one, and all its replies follow
 * it there. What still stands of the old ones, and what came to stand outside, is deleted.
 */
export function beginAnew(reachOut: ReachOut, now: Date): ReachOut {
  const { threadTs: _, ...headless } = reachOut;
  const { renewals = 0 } = reachOut.posts.card ?? {};
  if (renewals >= MOST_RENEWALS) return moveThread(reachOut, 'message_not_found');
  const posts = { ...reachOut.posts };
  for (const part of partsOf(reachOut.posts)) {
    const post = posts[part];
    // What was said in the chat stays where it was told.
    if (!post || part === 'approval' || (isOfConversation(part) && post.ts)) continue;
    const isLoose = part !== 'card' && post.tries > 0;
    posts[part] = { ...postedAnew(post, post.ts), ...(isLoose && { isLoose, isDoubtful: true }) };
  }
  posts.card = { tries: 0, ...posts.card, renewals: renewals + 1 };
  return sweeping({ ...headless, posts }, now);
}
