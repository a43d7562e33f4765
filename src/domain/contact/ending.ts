import { isCall } from '../channels/registry.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { type AnsweredBy, answeredBy, type Unreached, unreachedBy } from './answering-machine.ts';
import { hasEnded, summarize } from './contact.ts';

/** Why it ended, by Amazon Connect's disconnect reason, and who had asked for that here. */
interface Cause {
  reason?: string;
  stoppedBy?: string;
}

export type Ending =
  | { kind: Unreached }
  | { kind: 'expired' }
  /** A call that ended for another reason before anybody answered. */
  | ({ kind: 'ended_unanswered' } & Cause)
  /** `by`: what took the call, where Amazon Connect found that out. */
  | ({ kind: 'ended'; seconds?: number; by?: AnsweredBy } & Cause)
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

/** What broke down, as Amazon Connect calls it: SYSTEM_ERROR, TELECOM_PROBLEM, AGENT_NETWORK_DISCONNECT … */
const BREAKDOWN = /ERROR|PROBLEM|NETWORK|NOT_ESTABLISHED|FAILED/;

/** By which those who talk end a call, and those who let them. */
const ORDERLY = [
  ...['CUSTOMER_DISCONNECT', 'AGENT_DISCONNECT', 'AGENT_COMPLETED', 'THIRD_PARTY_DISCONNECT', 'BARGED'],
  ...['CONTACT_FLOW_DISCONNECT', 'FLOW_DISCONNECT', 'API', 'OTHER'],
];

export function isBreakdown({ reason = '' }: Cause): boolean {
  return BREAKDOWN.test(reason);
}

/** Whether a contact that was under way came to an end as contacts do; of a reason yet to come nobody knows. */
export function isOrderly({ reason }: Cause): boolean {
  return reason === undefined || ORDERLY.includes(reason);
}

/** Times are shown, and so counted, by the second. */
function secondOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}

/** They name nobody: whoever had it stopped may have done it. */
const NAMELESS = ['API', 'OTHER', 'TELECOM_ORIGINATOR_CANCEL'];

/**
 * How a contact ended that is followed no more. A call that never connected is told by its disconnect
 * reason; one without a reason was not answered. Seconds count from the connection (voice) or from the
 * start (chat).
 */
export function endingOf({ contact, request, stop }: Pick<ReachOut, 'contact' | 'request' | 'stop'>): Ending {
  if (!hasEnded(contact)) return { kind: 'unheard' };
  const { initiatedAt, connectedAt, endedAt = '', endReason, answeringMachine } = summarize(contact);
  const isStop = stop && stop.outcome !== 'goes_on' && NAMELESS.includes(endReason ?? 'OTHER');
  const cause: Cause = {
    ...(endReason && { reason: endReason }),
    ...(isStop && { stoppedBy: stop.by }),
  };
  if (isCall(request)) {
    const unreached = unreachedBy(answeringMachine);
    if (unreached) return { kind: unreached };
    if (!connectedAt) return unanswered(cause);
  }
  if (endReason === 'EXPIRED') return { kind: 'expired' };
  const by = isCall(request) ? answeredBy(answeringMachine) : undefined;
  const since = isCall(request) ? connectedAt : (initiatedAt ?? connectedAt);
  return {
    kind: 'ended',
    ...cause,
    ...(since && { seconds: Math.max(0, secondOf(endedAt) - secondOf(since)) }),
    ...(by && { by }),
  };
}

function unanswered(cause: Cause): Ending {
  const { reason, stoppedBy } = cause;
  if (stoppedBy) return { kind: 'ended_unanswered', ...cause };
  if (reason === undefined) return { kind: 'no_answer' };
  const unreached = UNREACHED[reason];
  return unreached ? { kind: unreached } : { kind: 'ended_unanswered', ...cause };
}
