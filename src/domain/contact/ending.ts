import { type Channel, isCallChannel } from '../channels/registry.ts';
import { unansweredBy } from './answering-machine.ts';
import { type ContactProgress, hasEnded, summarize } from './contact.ts';

/** Why a call reached nobody. */
export type Unreached = 'no_answer' | 'busy' | 'invalid_number' | 'blocked' | 'carrier_problem';

export type Ending =
  | { kind: Unreached }
  | { kind: 'expired' }
  /** A call that ended for another reason before anybody answered. */
  | { kind: 'ended_unanswered'; reason: string }
  | { kind: 'ended'; reason?: string; seconds?: number }
  /** Nothing was heard of its end for longer than a contact lasts. */
  | { kind: 'unheard' };

/** Source: Amazon Connect Administrator Guide, "Contact events", disconnect reasons of voice contacts. */
const UNREACHED: Record<string, Unreached> = {
  TELECOM_UNANSWERED: 'no_answer',
  TELECOM_TIMEOUT: 'no_answer',
  TELECOM_ORIGINATOR_CANCEL: 'no_answer',
  TELECOM_BUSY: 'busy',
  TELECOM_NUMBER_INVALID: 'invalid_number',
  TELECOM_POTENTIAL_BLOCKING: 'blocked',
  TELECOM_PROBLEM: 'carrier_problem',
};

/** Times are shown, and so counted, by the second. */
function secondOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}

/**
 * How a contact ended that is followed no more. A call that never connected is told by its disconnect
 * reason; one without a reason was not answered. Seconds count from the connection (voice) or from the
 * start (chat).
 */
export function endingOf(progress: ContactProgress | undefined, channel: Channel): Ending {
  if (!hasEnded(progress)) return { kind: 'unheard' };
  const { initiatedAt, connectedAt, endedAt = '', endReason, answeringMachine } = summarize(progress);
  const isCall = isCallChannel(channel);
  if (isCall && !connectedAt) {
    const unreached = UNREACHED[endReason ?? ''] ?? unansweredBy(answeringMachine);
    if (unreached) return { kind: unreached };
    return endReason === undefined ? { kind: 'no_answer' } : { kind: 'ended_unanswered', reason: endReason };
  }
  if (endReason === 'EXPIRED') return { kind: 'expired' };
  const since = isCall ? connectedAt : (initiatedAt ?? connectedAt);
  return {
    kind: 'ended',
    ...(endReason && { reason: endReason }),
    ...(since && { seconds: Math.max(0, secondOf(endedAt) - secondOf(since)) }),
  };
}
