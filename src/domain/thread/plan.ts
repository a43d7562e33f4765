import { max } from 'date-fns';
import { hasLastWords, nextLine } from '../conversation/tell.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { accountOf } from './account.ts';
import { milestoneOf } from './milestone.ts';
import { MILESTONES, type Part, type Post, REPLIES } from './post.ts';

/** The ts that replies go under; undefined until the card stands. */
export function threadRoot(reachOut: ReachOut): string | undefined {
  return reachOut.posts.card?.ts === undefined ? undefined : (reachOut.threadTs ?? reachOut.posts.card.ts);
}

/** A row of a list has no thread of its own unless the customer answers. */
function isQuiet({ lane, posts, conversation }: ReachOut): boolean {
  return lane === 'list' && !posts.card && conversation?.customerAt === undefined;
}

/** Whether there is nothing more to do about a message: it stands, or Slack will never take it. */
function isSettled(post: Post | undefined): boolean {
  return post?.ts !== undefined || post?.refused !== undefined;
}

/** The message that is due now: the card, then the ContactId, what was written, and last what somebody waits for. */
export function duePost(reachOut: ReachOut): Part | undefined {
  const { posts, contactId, silence } = reachOut;
  if (silence !== undefined || isQuiet(reachOut)) return undefined;
  if (!posts.card?.ts) return isSettled(posts.card) ? undefined : 'card';
  if (contactId && !isSettled(posts.contact_id)) return 'contact_id';
  const line = nextLine(reachOut);
  if (line) return line.part;
  const told = MILESTONES.filter((one) => one === milestoneOf(reachOut) || posts[`milestone:${one}`]);
  const milestone = told.find((one) => !isSettled(posts[`milestone:${one}`]));
  return milestone && `milestone:${milestone}`;
}

/** A message that stands and must be brought up to date: the card first, then a reply that tells less than is known. */
export function dueEdit(reachOut: ReachOut): Part | undefined {
  const { posts, shownVersion, version, silence } = reachOut;
  if (!posts.card?.ts || silence !== undefined || hasLastWords(reachOut)) return undefined;
  if (shownVersion < version) return 'card';
  return REPLIES.find((part) => posts[part]?.ts && posts[part].told !== accountOf(reachOut, part));
}

/** When the message that is due may be posted. */
export function postDueAt(reachOut: ReachOut): Date {
  const { postAt = new Date(0) } = reachOut;
  const line = nextLine(reachOut);
  return line && line.part === duePost(reachOut) ? max([postAt, line.at]) : postAt;
}
