import { type Channel, isCallChannel } from '../../domain/channels/registry.ts';
import { type Ending, endingOf, type Unreached } from '../../domain/contact/ending.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { duration, escapeText } from '../text.ts';

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
  const { contact, request, stop } = reachOut;
  const stoppedBy = stop?.outcome === 'goes_on' ? undefined : stop?.by;
  return endingText(endingOf(contact, request.channel), request.channel, stoppedBy);
}

/** `stoppedBy`: who asked for the end here, should it have come by a request. */
function endingText(ending: Ending, channel: Channel, stoppedBy: string | undefined): string {
  const ended = isCallChannel(channel) ? 'Call ended' : 'Conversation ended';
  switch (ending.kind) {
    case 'expired':
      return 'Conversation closed because its time was over';
    case 'unheard':
      return 'Not followed any longer';
    case 'ended_unanswered':
      return `${ended}${by(ending.reason, stoppedBy)} before it was answered`;
    case 'ended': {
      const after = ending.seconds === undefined ? '' : ` after ${duration(ending.seconds)}`;
      return `${ended}${by(ending.reason, stoppedBy)}${after}`;
    }
    default:
      return UNREACHED[ending.kind];
  }
}

function by(reason: string | undefined, stoppedBy: string | undefined): string {
  if (reason === 'API' && stoppedBy) return ` by <@${stoppedBy}>`;
  const text = reason === undefined ? '' : (REASONS[reason] ?? `(${escapeText(reason)})`);
  return text && ` ${text}`;
}
