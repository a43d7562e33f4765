import { addMilliseconds, addMinutes } from 'date-fns';
import type { Settlement, StartOutcome } from '../kernel/ports.ts';
import type { Failure, ReachOut } from './progress.ts';
import type { StateEvent } from './states.ts';

/**
 * An unknown outcome is repeated under its ClientToken for this long. Amazon Connect keeps a token for
 * seven days, but an older manual says that one whose contact has ended may start another contact.
 */
const REPEAT_MS = 2 * 60_000;

/** Until when a call may go out: a late one is worse than none, and so is a repeat that might start a second contact. */
export function deadlineOf(reachOut: ReachOut, maxAgeMinutes: number): Date {
  return reachOut.uncertainSince
    ? addMilliseconds(reachOut.uncertainSince, REPEAT_MS)
    : addMinutes(reachOut.requestedAt, maxAgeMinutes);
}

/**
 * What an outcome means for the reach-out. Once an earlier call may have started a contact unseen, only
 * a ContactId, or an answer that the earlier call must have met too, settles it.
 */
export function eventOf(outcome: StartOutcome, wasUncertain: boolean): StateEvent {
  switch (outcome.kind) {
    case 'accepted':
      return 'accept';
    case 'rejected':
      return wasUncertain && !outcome.conclusive ? 'lose' : 'reject';
    case 'not_now':
      return wasUncertain ? 'lose' : 'postpone';
    case 'unknown':
      return 'lose';
  }
}

export function settlementOf(
  outcome: StartOutcome,
  event: StateEvent,
  secondsToFirstCheck: number,
): Settlement {
  const failure = failureOf(outcome);
  if (outcome.kind === 'accepted') {
    return { contactId: outcome.contactId, failure, started: true, checkAfterSeconds: secondsToFirstCheck };
  }
  if (event === 'reject') return { failure, ended: true };
  if (event === 'postpone' && outcome.kind === 'not_now')
    return { waiting: outcome.waiting, failure, uncertainSince: null };
  // Of the calls that may have started a contact, the last that was answered is told of.
  return outcome.kind === 'unknown' && failure ? { failure } : {};
}

/** What is told of the last answer, should there never be another. */
function failureOf(outcome: StartOutcome): Failure | null {
  if (outcome.kind === 'accepted') return null;
  if (outcome.kind === 'rejected') return outcome.failure;
  const code = outcome.kind === 'not_now' ? 'waited_too_long' : 'unexpected';
  return outcome.answer ? { code, ...outcome.answer } : null;
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
export function retryDelay(outcome: StartOutcome, attempts: number, random = Math.random()): number {
  const [first, most] = BACKOFF[outcome.kind === 'not_now' ? outcome.waiting : 'unknown'];
  const delay = Math.min(most, first * 2 ** Math.min(attempts - 1, 10)) * (0.5 + random / 2);
  return Math.max(delay, outcome.kind === 'not_now' ? (outcome.retryAfterSeconds ?? 0) : 0);
}
