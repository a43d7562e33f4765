import { type Asking, nextAsking } from '../approval/asking.ts';
import { legToAskFor } from '../contact/look-plan.ts';
import type { ReplyRefusal } from '../conversation/line.ts';
import { nextOpening, type Opening } from '../conversation/opening.ts';
import { gather } from '../conversation/tell.ts';
import { intendReply, nextMark, nextReply, obstacleToReply } from '../reply/send.ts';
import { accountOf } from '../thread/account.ts';
import { dueEdit, duePost } from '../thread/plan.ts';
import type { Part } from '../thread/post.ts';
import { partsToSweep } from '../thread/sweep.ts';
import { type Agenda, agendaOf, type Rules } from './agenda.ts';
import { deadlineOf } from './deadline.ts';
import { isGone, type ReachOut } from './reach-out.ts';
import { transition } from './states.ts';

/** A message to write, with what it shows then. */
export interface Writing {
  part: Part;
  version: number;
  told?: string;
}

/** What is to be done next, all side by side. */
export interface Step {
  /** Its time to start is over, or it can't be known what to start. */
  lapse?: true;
  /** Nobody has approved of it in time. */
  unapproved?: true;
  /** `again`: an earlier call may have started the contact unseen. */
  start?: { again: boolean };
  /** The ContactId that Amazon Connect is asked for. */
  look?: string;
  /** Contact events may have come before the ContactId was stored. */
  adopt?: string;
  /** A message whose post had no known outcome: it is looked for before it is posted again. */
  find?: Part;
  post?: Writing;
  edit?: Writing;
  /** The card that was left behind where the thread could not go on. */
  formerEdit?: { version: number };
  /** The message that asks for approval. */
  asking?: Asking;
  /** Messages that may stand twice. */
  sweep?: Part[];
  opening?: Opening;
  /** The reply that goes to the customer, or does not because of an obstacle. `again`: as at `start`. */
  reply?: { id: string; again: boolean; obstacle?: ReplyRefusal | 'wait' };
  /** The reply whose message is to show what came of it. */
  mark?: string;
  /** The step of a workflow is told what came of it. */
  completion?: true;
}

/** What is due now; undefined when nothing is. */
export function step(reachOut: ReachOut, now: Date, rules: Rules): Step | undefined {
  const agenda = agendaOf(reachOut, rules);
  const isDue = (what: keyof Agenda) => agenda[what] !== undefined && agenda[what] <= now;
  if (isDue('start') && isGone(reachOut)) return { lapse: true };
  if (isDue('start') && now > deadlineOf(reachOut, rules.maxAgeMinutes)) return { lapse: true };
  const asking = isDue('asking') ? askingStep(reachOut) : {};
  if (isDue('start')) return { ...startStep(reachOut, isDue('post')), ...asking };
  if (isDue('unapproved')) return { unapproved: true };
  const next: Step = {
    ...(isDue('look') && { look: legToAskFor(reachOut) }),
    ...(isDue('post') && postStep(reachOut)),
    ...(isDue('edit') && editStep(reachOut)),
    ...(isDue('formerEdit') && { formerEdit: { version: reachOut.version } }),
    ...asking,
    ...(rules.hasContactEvents && adoptStep(reachOut)),
    ...(isDue('opening') && openingStep(reachOut)),
    ...(isDue('reply') && replyStep(reachOut, now, rules)),
    ...(isDue('mark') && markStep(reachOut)),
    ...(isDue('completion') && { completion: true }),
  };
  if (Object.keys(next).length > 0) return next;
  return isDue('sweep') ? { sweep: partsToSweep(reachOut) } : undefined;
}

/** The card goes out beside the call, unless an earlier try of it has to be looked for first. */
function startStep(reachOut: ReachOut, mayPost: boolean): Step {
  return {
    start: { again: reachOut.uncertainSince !== undefined },
    ...(mayPost && !reachOut.posts.card?.tries && postStep(reachOut)),
  };
}

function postStep(reachOut: ReachOut): Step {
  const due = duePost(reachOut);
  if (!due) return {};
  const { tries = 0, isAbsent = false } = reachOut.posts[due] ?? {};
  return tries > 0 && !isAbsent ? { find: due } : { post: writing(reachOut, due) };
}

function askingStep(reachOut: ReachOut): Step {
  const next = nextAsking(reachOut);
  return next ? { asking: next.asking } : {};
}

function openingStep(reachOut: ReachOut): Step {
  const next = nextOpening(reachOut);
  return next ? { opening: next.opening } : {};
}

function markStep(reachOut: ReachOut): Step {
  const next = nextMark(reachOut);
  return next ? { mark: next.id } : {};
}

/** Where conversations are not set up, another instance may have them. */
function replyStep(reachOut: ReachOut, now: Date, { hasConversations }: Rules): Step {
  const due = nextReply(reachOut);
  if (!due) return {};
  const obstacle = obstacleToReply(reachOut, due, now) ?? (hasConversations ? undefined : 'wait');
  return { reply: { id: due.id, again: due.isUncertain === true, ...(obstacle && { obstacle }) } };
}

function editStep(reachOut: ReachOut): Step {
  const due = dueEdit(reachOut);
  return due ? { edit: writing(reachOut, due) } : {};
}

function writing(reachOut: ReachOut, part: Part): Writing {
  const told = accountOf(reachOut, part);
  return { part, version: reachOut.version, ...(told !== undefined && { told }) };
}

/** Once, and before its message is known of, because a crash may have come right after the ContactId was stored. */
function adoptStep({ contactId, posts }: ReachOut): Step {
  return contactId && !posts.contact_id ? { adopt: contactId } : {};
}

/**
 * Notes what is about to be done, so that a crash leaves a trace of it: nothing that a person sees, and
 * nothing to account for before it is known what came of it.
 */
export function intend(reachOut: ReachOut, { start, post, asking, reply }: Step, now: Date): ReachOut {
  let noted = post ? withTry(gather(reachOut, post.part, now), post.part) : reachOut;
  if (asking?.how === 'post') noted = withTry(noted, 'approval');
  if (reply && !reply.obstacle) noted = intendReply(noted, reply.id, now);
  if (!start) return noted;
  return {
    ...noted,
    state: transition(noted.state, 'call') ?? noted.state,
    attempts: noted.attempts + 1,
    uncertainSince: noted.uncertainSince ?? now,
  };
}

function withTry(reachOut: ReachOut, part: Part): ReachOut {
  const { isAbsent: _, ...post } = reachOut.posts[part] ?? { tries: 0 };
  return { ...reachOut, posts: { ...reachOut.posts, [part]: { ...post, tries: post.tries + 1 } } };
}
