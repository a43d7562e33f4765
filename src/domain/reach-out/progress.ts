import { type ContactProgress, summarize } from '../contact/contact.ts';
import { accountOf } from '../thread/milestone-account.ts';
import type { ContactRequest, Draft, ReachOutState } from './reach-out.ts';

/** The error that Amazon Connect answered with; the request id is for AWS's support. */
export interface AwsAnswer {
  awsError?: string;
  requestId?: string;
}

/** Why a reach-out was not sent, or has not been so far. The code chooses the sentence. */
export interface Failure extends AwsAnswer {
  code: FailureCode;
}

export type FailureCode =
  | 'invalid_request'
  | 'not_found'
  | 'destination_not_allowed'
  | 'outbound_not_permitted'
  | 'access_denied'
  | 'conflict'
  | 'credentials'
  | 'waited_too_long'
  | 'unexpected';

/** What a reach-out that has not been sent yet is waiting for. */
export type Waiting = 'turn' | 'rate' | 'quota' | 'connection';

/** A step that a reply tells of. `failed` and `unresolved` end a start; the others follow a contact. */
export const MILESTONES = ['failed', 'unresolved', 'answered', 'queued', 'with_agent', 'ended'] as const;
export type Milestone = (typeof MILESTONES)[number];

/** A message of the thread, as its metadata names it. */
export type Part = 'card' | 'contact_id' | `milestone:${Milestone}`;

/**
 * What is known of a message: how often Slack was asked to post it with no known outcome, and where it
 * stands once it does. A milestone's message may tell of several that came together.
 */
export interface Post {
  tries?: number;
  ts?: string;
  covers?: Milestone[];
  /** The facts that it tells, as milestone-account.ts gives them. */
  told?: string;
  /** It stands in a direct message because the conversation could not be posted in. */
  moved?: true;
  /** Slack's error when it can be posted nowhere, not even in a direct message to the requester. */
  dead?: string;
}
export type Posts = Partial<Record<Part, Post>>;

/** A reach-out as it is stored. */
export interface ReachOut {
  id: string;
  teamId: string;
  userId: string;
  /** Where its thread is: a conversation, or the requester's id once it had to move to a direct message. */
  placeId: string;
  threadTs?: string;
  request: ContactRequest;
  draft: Draft;
  warnings: string[];
  state: ReachOutState;
  failure?: Failure;
  waiting?: Waiting;
  contactId?: string;
  contact?: ContactProgress;
  cancelledBy?: string;
  attempts: number;
  requestedAt: Date;
  uncertainSince?: Date;
  startedAt?: Date;
  endedAt?: Date;
  posts: Posts;
  version: number;
  shownVersion: number;
  lease: number;
}

/** The ts that replies go under; undefined until the card stands. */
export function threadRoot(reachOut: ReachOut): string | undefined {
  return reachOut.posts.card?.ts === undefined ? undefined : (reachOut.threadTs ?? reachOut.posts.card.ts);
}

function reached(reachOut: ReachOut): Milestone[] {
  if (reachOut.state === 'failed') return ['failed'];
  if (reachOut.state === 'unresolved') return ['unresolved'];
  const { connectedAt, queuedAt, agentAt } = summarize(reachOut.contact);
  return [
    ...(connectedAt && reachOut.request.channel === 'voice' ? (['answered'] as const) : []),
    ...(queuedAt ? (['queued'] as const) : []),
    ...(agentAt ? (['with_agent'] as const) : []),
    ...(reachOut.state === 'ended' ? (['ended'] as const) : []),
  ];
}

export interface PlannedPost {
  part: Part;
  covers?: Milestone[];
}

/**
 * The message that is due now. The card comes first, then the ContactId, then the milestones reached
 * since: all that came together in one reply, none that belongs before one already told.
 */
export function duePost(reachOut: ReachOut): PlannedPost | undefined {
  const { posts } = reachOut;
  if (posts.card?.dead) return undefined;
  if (!posts.card?.ts) return { part: 'card' };
  if (reachOut.contactId && !posts.contact_id?.ts) return { part: 'contact_id' };
  for (const milestone of MILESTONES) {
    const post = posts[`milestone:${milestone}`];
    if (post && !post.ts) return { part: `milestone:${milestone}`, covers: post.covers ?? [milestone] };
  }
  const told = MILESTONES.map((milestone) =>
    posts[`milestone:${milestone}`] ? MILESTONES.indexOf(milestone) : -1,
  );
  const covers = reached(reachOut).filter((milestone) => MILESTONES.indexOf(milestone) > Math.max(...told));
  const last = covers.at(-1);
  return last && { part: `milestone:${last}`, covers };
}

/**
 * A reply that must tell of a step more, because news of it came after news of a later one, or of the
 * same steps better: so the thread reads the same in whatever order the news came.
 */
function incompletePost(reachOut: ReachOut): PlannedPost | undefined {
  const { posts, contact } = reachOut;
  const all = reached(reachOut);
  let told = -1;
  for (const milestone of MILESTONES) {
    const part = `milestone:${milestone}` as const;
    if (!posts[part]?.ts) continue;
    const rank = MILESTONES.indexOf(milestone);
    const covers = all.filter((one) => MILESTONES.indexOf(one) > told && MILESTONES.indexOf(one) <= rank);
    const { covers: covered = [milestone], told: account } = posts[part] ?? {};
    if (covers.length > covered.length) return { part, covers };
    if (account !== undefined && account !== accountOf(contact, covered)) return { part, covers: covered };
    told = rank;
  }
  return undefined;
}

/** What the thread needs next; undefined when it tells all there is. */
export interface ThreadStep {
  post?: PlannedPost;
  /** A message that stands and must be brought up to date: the card that shows an older version, or a reply. */
  edit?: PlannedPost;
}

export function nextStep(reachOut: ReachOut): ThreadStep | undefined {
  const post = duePost(reachOut);
  const edit = dueEdit(reachOut);
  return post || edit ? { ...(post && { post }), ...(edit && { edit }) } : undefined;
}

function dueEdit(reachOut: ReachOut): PlannedPost | undefined {
  const { posts, shownVersion, version } = reachOut;
  if (!posts.card?.ts) return undefined;
  return shownVersion < version ? { part: 'card' } : incompletePost(reachOut);
}

/** Notes that a message is about to be posted, so that a crash leaves a trace to look for. */
export function withIntent(posts: Posts, post: PlannedPost | undefined): Posts {
  if (!post) return posts;
  const { part, covers } = post;
  return {
    ...posts,
    [part]: { ...posts[part], tries: (posts[part]?.tries ?? 0) + 1, ...(covers && { covers }) },
  };
}
