import { type AskingOutcome, applyAsking } from '../approval/asking.ts';
import { applyLook } from '../contact/apply-look.ts';
import type { DescribeOutcome, StartOutcome } from '../contact/gateway.ts';
import type { SendOutcome } from '../conversation/chat-gateway.ts';
import { applyOpening, type OpeningOutcome } from '../conversation/opening.ts';
import { noteTold } from '../conversation/tell.ts';
import type { Entry } from '../kernel/actor.ts';
import { applyMark, applyObstacle, applySend } from '../reply/send.ts';
import { applyEdit, applyFind, applyPost } from '../thread/apply-thread.ts';
import { applyFormerEdit } from '../thread/move.ts';
import type { FindOutcome, PostOutcome } from '../thread/poster.ts';
import { withPost } from '../thread/posts.ts';
import { applySweep } from '../thread/sweep.ts';
import { applyCompletion } from '../workflow/completion.ts';
import type { TellingOutcome } from '../workflow/workflows.ts';
import type { Rules } from './agenda.ts';
import { type Applied, enter, unaccounted } from './applied.ts';
import { applyStart } from './apply-start.ts';
import { isGone, type ReachOut } from './reach-out.ts';
import type { Step } from './step.ts';

/** What became of each part of a step. */
export interface Outcome {
  start?: StartOutcome;
  look?: DescribeOutcome;
  find?: FindOutcome;
  post?: PostOutcome;
  edit?: PostOutcome;
  formerEdit?: PostOutcome;
  asking?: AskingOutcome;
  /** Whether every late twin was deleted that there is. */
  sweep?: boolean;
  opening?: OpeningOutcome;
  reply?: SendOutcome;
  mark?: PostOutcome;
  completion?: TellingOutcome;
}

/** What to store after a step. Pure, and safe to do again on what somebody else has changed meanwhile. */
export function apply(reachOut: ReachOut, step: Step, outcome: Outcome, now: Date, rules: Rules): Applied {
  const entries: Entry[] = [];
  let after = reachOut;
  const take = (applied: Applied) => {
    after = applied.reachOut;
    entries.push(...applied.entries);
  };
  if (step.lapse) take(lapse(after, now));
  if (step.unapproved) take(lapseApproval(after, now));
  if (step.start && outcome.start) take(applyStart(after, outcome.start, step.start, now, rules));
  if (step.look && outcome.look) take(applyLook(after, step.look, outcome.look, now, rules));
  if (step.adopt && !after.posts.contact_id) after = withPost(after, 'contact_id', {});
  if (step.find && outcome.find)
    after = noteTold(applyFind(after, step.find, outcome.find, now), step.find, now);
  if (step.post && outcome.post)
    after = noteTold(applyPost(after, step.post, outcome.post, now), step.post.part, now);
  if (step.edit && outcome.edit) after = applyEdit(after, step.edit, outcome.edit, now);
  if (step.formerEdit && outcome.formerEdit)
    after = applyFormerEdit(after, step.formerEdit, outcome.formerEdit, now);
  if (step.asking && outcome.asking) after = applyAsking(after, step.asking, outcome.asking, now);
  if (step.opening && outcome.opening) after = applyOpening(after, step.opening, outcome.opening, now);
  if (step.reply?.obstacle) take(applyObstacle(after, step.reply.id, step.reply.obstacle, now));
  if (step.reply && outcome.reply) take(applySend(after, step.reply, outcome.reply, now));
  if (step.mark && outcome.mark) after = applyMark(after, step.mark, outcome.mark, now);
  if (step.completion && outcome.completion) after = applyCompletion(after, outcome.completion, now);
  if (step.sweep) after = applySweep(after, outcome.sweep === true, now);
  return { reachOut: after, entries };
}

/** Nothing was sent, or nobody knows. */
function lapse(reachOut: ReachOut, now: Date): Applied {
  if (reachOut.uncertainSince) return enter(reachOut, 'give_up', now);
  const code = isGone(reachOut) ? 'unreadable' : 'waited_too_long';
  return enter({ ...reachOut, failure: { ...reachOut.failure, code } }, 'expire', now, { code });
}

/** Whatever was decided in time stands. */
function lapseApproval(reachOut: ReachOut, now: Date): Applied {
  if (reachOut.state !== 'awaiting_approval') return unaccounted(reachOut);
  const { rule } = reachOut.approval ?? {};
  return enter({ ...reachOut, failure: { code: 'approval_lapsed' } }, 'lapse', now, { rule });
}

/** How often in a row the work on a reach-out may fail before one that was not started ends. */
const MOST_TROUBLES = 30;

/** Seconds to the next try after so many failures in a row. */
export function pauseAfter(troubles: number): number {
  return Math.min(60, 2 ** Math.min(troubles, 10) / 2);
}

/** The work on it failed in a way that nobody has foreseen. */
export function applyTrouble(reachOut: ReachOut, now: Date): Applied {
  const troubled = { ...reachOut, troubles: reachOut.troubles + 1 };
  if (troubled.troubles < MOST_TROUBLES) return unaccounted(troubled);
  const isSent = reachOut.uncertainSince !== undefined;
  return enter(isSent ? troubled : { ...troubled, failure: { code: 'broken' } }, 'break', now);
}
