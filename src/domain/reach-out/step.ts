import { legToAskFor } from '../contact/look-plan.ts';
import { accountOf } from '../thread/milestone-account.ts';
import { dueEdit, duePost } from '../thread/plan.ts';
import type { Part, PlannedPost } from '../thread/post.ts';
import { type Agenda, agendaOf, type Rules } from './agenda.ts';
import { deadlineOf } from './deadline.ts';
import type { ReachOut } from './reach-out.ts';
import { transition } from './states.ts';

/** A message to write, with what it shows then. */
export interface Writing extends PlannedPost {
  version: number;
  told?: string;
}

/** What is to be done next, all side by side. */
export interface Step {
  /** Its time to start is over. */
  lapse?: true;
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
  /** Messages that may stand twice. */
  sweep?: Part[];
}

/** What is due now; undefined when nothing is. */
export function step(reachOut: ReachOut, now: Date, rules: Rules): Step | undefined {
  const agenda = agendaOf(reachOut, rules);
  const isDue = (what: keyof Agenda) => agenda[what] !== undefined && agenda[what] <= now;
  if (isDue('start') && now > deadlineOf(reachOut, rules.maxAgeMinutes)) return { lapse: true };
  if (isDue('start')) return startStep(reachOut, isDue('post'));
  const next: Step = {
    ...(isDue('look') && { look: legToAskFor(reachOut) }),
    ...(isDue('post') && postStep(reachOut)),
    ...(isDue('edit') && editStep(reachOut)),
    ...(rules.hasContactEvents && adoptStep(reachOut)),
  };
  if (Object.keys(next).length > 0) return next;
  return isDue('sweep') ? { sweep: doubtfulParts(reachOut) } : undefined;
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
  const { tries = 0, isAbsent = false } = reachOut.posts[due.part] ?? {};
  return tries > 0 && !isAbsent ? { find: due.part } : { post: writing(reachOut, due) };
}

function editStep(reachOut: ReachOut): Step {
  const due = dueEdit(reachOut);
  return due ? { edit: writing(reachOut, due) } : {};
}

function writing(reachOut: ReachOut, due: PlannedPost): Writing {
  const { version, contact } = reachOut;
  return { ...due, version, ...(due.covers && { told: accountOf(contact, due.covers) }) };
}

/** Until the ContactId is told, because a crash may have come right after it was stored. */
function adoptStep({ contactId, posts }: ReachOut): Step {
  return contactId && !posts.contact_id?.ts ? { adopt: contactId } : {};
}

function doubtfulParts({ posts }: ReachOut): Part[] {
  return (Object.keys(posts) as Part[]).filter((part) => posts[part]?.isDoubtful && posts[part].ts);
}

/**
 * Notes what is about to be done, so that a crash leaves a trace of it: nothing that a person sees, and
 * nothing to account for before it is known what came of it.
 */
export function intend(reachOut: ReachOut, { start, post }: Step, now: Date): ReachOut {
  const noted = post ? withTry(reachOut, post) : reachOut;
  if (!start) return noted;
  const { waiting: _, ...calling } = noted;
  return {
    ...calling,
    state: transition(noted.state, 'call') ?? noted.state,
    attempts: noted.attempts + 1,
    uncertainSince: noted.uncertainSince ?? now,
  };
}

function withTry(reachOut: ReachOut, { part, covers }: Writing): ReachOut {
  const { isAbsent: _, ...post } = reachOut.posts[part] ?? { tries: 0 };
  const tried = { ...post, tries: post.tries + 1, ...(covers && { covers }) };
  return { ...reachOut, posts: { ...reachOut.posts, [part]: tried } };
}
