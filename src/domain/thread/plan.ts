import { isCall } from '../channels/registry.ts';
import { summarize } from '../contact/contact.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { accountOf } from './milestone-account.ts';
import { MILESTONES, type Milestone, type PlannedPost, type Post } from './post.ts';

/** The ts that replies go under; undefined until the card stands. */
export function threadRoot(reachOut: ReachOut): string | undefined {
  return reachOut.posts.card?.ts === undefined ? undefined : (reachOut.threadTs ?? reachOut.posts.card.ts);
}

/** Whether there is nothing more to do about a message: it stands, or Slack will never take it. */
function isSettled(post: Post | undefined): boolean {
  return post?.ts !== undefined || post?.refused !== undefined;
}

/**
 * The message that is due now. The card comes first, then the ContactId, then the milestones reached
 * since: all that came together in one reply, none that belongs before one already told.
 */
export function duePost(reachOut: ReachOut): PlannedPost | undefined {
  const { posts } = reachOut;
  if (reachOut.silence !== undefined) return undefined;
  if (!posts.card?.ts) return isSettled(posts.card) ? undefined : { part: 'card' };
  if (reachOut.contactId && !isSettled(posts.contact_id)) return { part: 'contact_id' };
  for (const milestone of MILESTONES) {
    const post = posts[`milestone:${milestone}`];
    if (post && !isSettled(post))
      return { part: `milestone:${milestone}`, covers: post.covers ?? [milestone] };
  }
  const told = MILESTONES.map((milestone, rank) => (posts[`milestone:${milestone}`] ? rank : -1));
  const covers = reached(reachOut).filter((milestone) => rankOf(milestone) > Math.max(...told));
  const last = covers.at(-1);
  return last && { part: `milestone:${last}`, covers };
}

/** A message that stands and must be brought up to date: the card that shows an older version, or a reply. */
export function dueEdit(reachOut: ReachOut): PlannedPost | undefined {
  const { posts, shownVersion, version, silence } = reachOut;
  if (!posts.card?.ts || silence !== undefined) return undefined;
  return shownVersion < version ? { part: 'card' } : incompleteReply(reachOut);
}

/**
 * A reply that must tell of a step more, because news of it came after news of a later one, or of the
 * same steps better: so the thread reads the same in whatever order the news came.
 */
function incompleteReply(reachOut: ReachOut): PlannedPost | undefined {
  const { posts, contact } = reachOut;
  const all = reached(reachOut);
  let rankTold = -1;
  for (const milestone of MILESTONES) {
    const part = `milestone:${milestone}` as const;
    const post = posts[part];
    if (!post?.ts) continue;
    const rank = rankOf(milestone);
    const covers = all.filter((one) => rankOf(one) > rankTold && rankOf(one) <= rank);
    const { covers: covered = [milestone], told } = post;
    if (covers.length > covered.length) return { part, covers };
    if (told !== undefined && told !== accountOf(contact, covered)) return { part, covers: covered };
    rankTold = rank;
  }
  return undefined;
}

function reached(reachOut: ReachOut): Milestone[] {
  if (reachOut.state === 'failed') return ['failed'];
  if (reachOut.state === 'unresolved') return ['unresolved'];
  const { connectedAt, queuedAt, agentAt } = summarize(reachOut.contact);
  return [
    ...(connectedAt && isCall(reachOut.request) ? (['answered'] as const) : []),
    ...(queuedAt ? (['queued'] as const) : []),
    ...(agentAt ? (['with_agent'] as const) : []),
    ...(reachOut.state === 'ended' ? (['ended'] as const) : []),
  ];
}

function rankOf(milestone: Milestone): number {
  return MILESTONES.indexOf(milestone);
}
