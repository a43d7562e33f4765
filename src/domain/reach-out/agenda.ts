import { addMilliseconds, min } from 'date-fns';
import { nextAsking } from '../approval/asking.ts';
import { nextOpening } from '../conversation/opening.ts';
import { nextMark, nextReply } from '../reply/send.ts';
import { formerCard } from '../thread/move.ts';
import { dueEdit, duePost, postDueAt } from '../thread/plan.ts';
import { completionAt } from '../workflow/completion.ts';
import { deadlineOf } from './deadline.ts';
import { type ReachOut, UNINSTALLED } from './reach-out.ts';
import { transition } from './states.ts';

/** What the work on every reach-out goes by. */
export interface Rules {
  /** What has not gone out so many minutes after its confirmation is not sent any more. */
  maxAgeMinutes: number;
  /** Whether contact events come in, so that asking for contacts is only to be sure. */
  hasContactEvents: boolean;
  /** Whether what is said in chats comes in. */
  hasConversations: boolean;
}

/** When each thing that a reach-out still needs is due; what it does not need is absent. */
export interface Agenda {
  start?: Date;
  look?: Date;
  post?: Date;
  edit?: Date;
  formerEdit?: Date;
  /** The message that asks for approval, and the end of waiting for that. */
  asking?: Date;
  unapproved?: Date;
  sweep?: Date;
  /** A call to be in the chat, a reply, and a mark at one. */
  opening?: Date;
  reply?: Date;
  mark?: Date;
  /** The word that the step of a workflow waits for. */
  completion?: Date;
}

const AT_ONCE = new Date(0);

export function agendaOf(reachOut: ReachOut, { maxAgeMinutes, hasConversations }: Rules): Agenda {
  const { startAt, lookAt, editAt = AT_ONCE, sweep, state, approval } = reachOut;
  // Of what Slack takes nothing any more, nothing is told and nothing shown.
  const isHeard = reachOut.silence !== UNINSTALLED;
  const former = isHeard ? formerCard(reachOut) : undefined;
  const asking = isHeard ? nextAsking(reachOut) : undefined;
  const opening = hasConversations ? nextOpening(reachOut) : undefined;
  const reply = nextReply(reachOut);
  const mark = isHeard ? nextMark(reachOut) : undefined;
  const completion = isHeard ? completionAt(reachOut) : undefined;
  // However long it would wait for its turn: it ends when its time is over.
  const lapsesAt = addMilliseconds(deadlineOf(reachOut, maxAgeMinutes), 1);
  return {
    ...(isStartable(reachOut) && { start: min([startAt, lapsesAt]) }),
    ...(state === 'started' && lookAt && { look: lookAt }),
    ...(duePost(reachOut) && { post: postDueAt(reachOut) }),
    ...(dueEdit(reachOut) && { edit: editAt }),
    ...(former && { formerEdit: former.at ? new Date(former.at) : AT_ONCE }),
    ...(asking && { asking: asking.at }),
    ...(state === 'awaiting_approval' && approval && { unapproved: new Date(approval.lapsesAt) }),
    ...(sweep && isHeard && { sweep: sweep.at }),
    ...(opening && { opening: opening.at }),
    ...(reply && { reply: new Date(reply.sendAt) }),
    ...(mark && { mark: mark.at }),
    ...(completion && { completion }),
  };
}

/** When the reach-out is to be worked on next; undefined when all is done and told. */
export function dueAt(reachOut: ReachOut, rules: Rules): Date | undefined {
  const times: Date[] = Object.values(agendaOf(reachOut, rules));
  return times.length > 0 ? min(times) : undefined;
}

export function isStartable({ state }: ReachOut): boolean {
  return transition(state, 'call') !== undefined;
}
