import { addSeconds } from 'date-fns';
import { type AskingOutcome, applyAsking } from '../approval/asking.ts';
import { isCall } from '../channels/registry.ts';
import { applyLook } from '../contact/apply-look.ts';
import type { Failure } from '../contact/failure.ts';
import type { DescribeOutcome, StartOutcome } from '../contact/gateway.ts';
import { secondsToFirstLook } from '../contact/look-plan.ts';
import type { SendOutcome } from '../conversation/chat-gateway.ts';
import { beginConversation } from '../conversation/conversation.ts';
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
import { type Applied, enter, unaccounted } from './applied.ts';
import { isGone, type ReachOut } from './reach-out.ts';
import type { StateEvent } from './states.ts';
import type { Rules, Step } from './step.ts';

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

/** What became of the call that was to start the contact; `again` as in the step that it was made for. */
export function applyStart(
  reachOut: ReachOut,
  outcome: StartOutcome,
  { again }: { again: boolean },
  now: Date,
  rules: Rules,
): Applied {
  const event = eventOf(outcome, again);
  const { waiting, ...told } = withFailure(reachOut, outcome, event);
  const detail = detailOf(outcome);
  if (outcome.kind === 'accepted') {
    const seconds = secondsToFirstLook(reachOut.request.channel, rules.hasContactEvents);
    const { contactId } = outcome;
    const started = {
      ...{ ...told, contactId, startedAt: now, lookAt: addSeconds(now, seconds) },
      ...(rules.hasConversations && !isCall(told.request) && { conversation: beginConversation(now) }),
    };
    return enter(started, event, now, detail);
  }
  if (event === 'reject') return enter(told, event, now, detail);
  const startAt = addSeconds(now, retryDelay(outcome, reachOut.attempts, chanceOf(reachOut)));
  if (event === 'postpone' && outcome.kind === 'not_now') {
    const { uncertainSince: _, ...unsent } = told;
    return enterWait({ ...unsent, startAt }, event, waiting, outcome.waiting, now, detail);
  }
  return enterWait({ ...told, startAt }, event, waiting, 'answer', now, detail);
}

/** However often a call is repeated: while it waits for the same, there is nothing new to read. */
function enterWait(
  reachOut: ReachOut,
  event: StateEvent,
  before: ReachOut['waiting'],
  waiting: NonNullable<ReachOut['waiting']>,
  now: Date,
  detail: Record<string, unknown>,
): Applied {
  const entered = enter({ ...reachOut, waiting }, event, now, detail);
  const { version } = before === waiting ? reachOut : entered.reachOut;
  return { ...entered, reachOut: { ...entered.reachOut, version } };
}

/**
 * What an outcome means for the reach-out. Once an earlier call may have started a contact unseen, only
 * a ContactId, or an answer that the earlier call must have met too, settles it.
 */
export function eventOf(outcome: StartOutcome, again: boolean): StateEvent {
  switch (outcome.kind) {
    case 'accepted':
      return 'accept';
    case 'rejected':
      return again && !outcome.conclusive ? 'lose' : 'reject';
    case 'not_now':
      return again ? 'lose' : 'postpone';
    case 'unknown':
      return 'lose';
  }
}

/** Of the calls that may have started a contact, the last that was answered is told of. */
function withFailure(reachOut: ReachOut, outcome: StartOutcome, event: StateEvent): ReachOut {
  if (event === 'lose' && outcome.kind !== 'unknown') return reachOut;
  const failure = failureOf(outcome);
  if (event === 'lose' && !failure) return reachOut;
  const { failure: _, ...rest } = reachOut;
  return failure ? { ...rest, failure } : rest;
}

/** What is told of the last answer, should there never be another. */
function failureOf(outcome: StartOutcome): Failure | undefined {
  if (outcome.kind === 'accepted') return undefined;
  if (outcome.kind === 'rejected') return outcome.failure;
  const code = outcome.kind === 'not_now' ? 'waited_too_long' : 'unexpected';
  return outcome.answer && { code, ...outcome.answer };
}

/** Seconds to the first repeat, and at most, by what stands in the way. */
const BACKOFF = {
  turn: [1, 15],
  rate: [1, 15],
  quota: [5, 60],
  connection: [1, 15],
  unknown: [1, 15],
} as const;

/** Doubles with every attempt, with jitter of half, so that many do not return at once. */
export function retryDelay(outcome: StartOutcome, attempts: number, chance: number): number {
  const [first, most] = BACKOFF[outcome.kind === 'not_now' ? outcome.waiting : 'unknown'];
  const delay = Math.min(most, first * 2 ** Math.min(attempts - 1, 10)) * (0.5 + chance / 2);
  return Math.max(delay, outcome.kind === 'not_now' ? (outcome.retryAfterSeconds ?? 0) : 0);
}

/** From 0 to 1, different for each reach-out and attempt: its id is random. */
function chanceOf({ id, attempts }: ReachOut): number {
  const at = attempts % 8;
  return Number.parseInt(id.replaceAll('-', '').slice(at, at + 8), 16) / 0xffffffff;
}

function detailOf(outcome: StartOutcome): Record<string, unknown> {
  switch (outcome.kind) {
    case 'accepted':
      return { contactId: outcome.contactId };
    case 'rejected':
      return { ...outcome.failure };
    case 'not_now':
      return { waiting: outcome.waiting };
    case 'unknown':
      return {};
  }
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
