import { isCall } from '../../domain/channels/registry.ts';
import { type AnsweredBy, isMachine, type Unreached } from '../../domain/contact/answering-machine.ts';
import { endingOf } from '../../domain/contact/ending.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { duration, escapeText, lowerFirst } from '../text.ts';

/**
 * Who or what ended a contact, by Amazon Connect's disconnect reason. Reasons yet to come are shown as they
 * are; that a flow came to its end says nothing.
 */
const REASONS: Record<string, string> = {
  CUSTOMER_DISCONNECT: 'by the customer',
  AGENT_DISCONNECT: 'by the agent',
  AGENT_COMPLETED: 'by the agent',
  THIRD_PARTY_DISCONNECT: 'by a third party',
  CONTACT_FLOW_DISCONNECT: '',
  FLOW_DISCONNECT: '',
  API: 'by a request to Amazon Connect',
  EXPIRED: 'because its time was over',
  IDLE_DISCONNECT: 'because nobody wrote any more',
  BARGED: 'by a supervisor',
  SYSTEM_ERROR: 'by an error in Amazon Connect',
  TELECOM_PROBLEM: "by a problem in the carrier's network",
  AGENT_NETWORK_DISCONNECT: "because the agent's connection broke",
  CUSTOMER_CONNECTION_NOT_ESTABLISHED: 'because the customer could not be connected',
  CUSTOMER_NEVER_ARRIVED: 'because the customer never arrived',
  OTHER: '',
};

const UNREACHED: Record<Unreached, string> = {
  no_answer: 'No answer',
  busy: 'Busy',
  invalid_number: 'The number is not in service',
  blocked: 'Blocked by the carrier, possibly as spam',
  carrier_problem: 'The carrier could not put the call through',
};

/** How a reach-out's contact ended: "Call ended by the customer after 2 min 5 s". */
export function endedText(reachOut: ReachOut): string {
  const ending = endingOf(reachOut);
  const what = isCall(reachOut.request) ? 'Call' : 'Conversation';
  switch (ending.kind) {
    case 'expired':
      return `${what} closed because its time was over`;
    case 'unheard':
      return 'Not followed any longer';
    case 'ended_unanswered':
      return `${what} ${ended(ending, ' before it was answered')}`;
    case 'ended': {
      const after = ending.seconds === undefined ? '' : ` after ${duration(ending.seconds)}`;
      const taken = isMachine(ending.by) ? `${answerText(ending.by)}, ${lowerFirst(what)}` : what;
      return `${taken} ${ended(ending, after)}`;
    }
    default:
      return UNREACHED[ending.kind];
  }
}

/** Why a call reached nobody. */
export function unreachedText(unreached: Unreached): string {
  return UNREACHED[unreached];
}

/** "Answered by voicemail"; where nobody can tell, it says so. */
export function answerText(by: AnsweredBy | undefined): string {
  return by ? `Answered by ${ANSWERED_BY[by]}` : 'Answered (may be voicemail)';
}

const ANSWERED_BY: Record<AnsweredBy, string> = {
  person: 'a person',
  voicemail: 'voicemail',
  fax: 'a fax machine',
};

/**
 * By whom or what, and when. A stop that was asked for here tells who, where the reason names nobody; a "because"
 * comes last, since what follows it would be read as a part of it.
 */
function ended({ reason, stoppedBy }: { reason?: string; stoppedBy?: string }, when: string): string {
  if (stoppedBy) return `${reason === 'API' ? 'ended' : 'stopped'} by <@${stoppedBy}>${when}`;
  const told = reason === undefined ? '' : (REASONS[reason] ?? `(${escapeText(reason)})`);
  const cause = told && ` ${told}`;
  return told.startsWith('because') ? `ended${when}${cause}` : `ended${cause}${when}`;
}
