import { addSeconds } from 'date-fns';
import { isCall } from '../channels/registry.ts';
import type { Failure } from '../contact/failure.ts';
import type { StartOutcome } from '../contact/gateway.ts';
import { secondsToFirstLook } from '../contact/look-plan.ts';
import { beginConversation } from '../conversation/conversation.ts';
import type { Rules } from './agenda.ts';
import { type Applied, enter } from './applied.ts';
import type { ReachOut } from './reach-out.ts';
import type { StateEvent } from './states.ts';

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
