import { isCall } from '../../domain/channels/registry.ts';
import { answeredBy, isMachine, unreachedBy } from '../../domain/contact/answering-machine.ts';
import { agentNow, type ContactPhase, phaseOf, queueNow, summarize } from '../../domain/contact/contact.ts';
import { endingOf, isBreakdown, isOrderly } from '../../domain/contact/ending.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { isStopping } from '../../domain/reach-out/watch-stop.ts';
import type { Names } from '../names.ts';
import { escapeText } from '../text.ts';
import { answerText, endedText, unreachedText } from './ending.ts';

export interface Status {
  icon: string;
  /** A few words, for the head of the card and for notifications. */
  title: string;
  /** What is not known beside that, in a few words. */
  note?: string;
  /** Why it waits or failed, and what to do. */
  explanation?: string;
}

/** As a rule Amazon Connect does not tell whether a message has arrived. */
const UNCONFIRMED = { note: 'delivery not confirmed' };

/** Few channels tell whether a message has arrived, or was read. Who has answered has got one. */
function deliveryOf({ conversation }: ReachOut): Pick<Status, 'note'> {
  if (conversation?.receipt) return { note: conversation.receipt };
  return conversation?.customerAt ? {} : UNCONFIRMED;
}

const NOT_STOPPED = {
  goes_on: "Amazon Connect didn't stop it. End it there.",
  not_known: "Amazon Connect doesn't say whether it stops. Look it up there.",
};

/** What is known of a contact that was started. */
export function contactStatus(reachOut: ReachOut, names: Names): Status {
  const { state, request, contact, stop } = reachOut;
  const phase = phaseOf(contact);
  if (state === 'ended' || phase === 'ended') return endedStatus(reachOut);
  if (isStopping(reachOut)) return { icon: ':hourglass_flowing_sand:', title: 'Stopping…' };
  return {
    ...runningStatus(reachOut, phase, names),
    ...(!isCall(request) && deliveryOf(reachOut)),
    ...(stop?.outcome && { explanation: NOT_STOPPED[stop.outcome] }),
  };
}

function runningStatus(
  { request, contact }: ReachOut,
  phase: Exclude<ContactPhase, 'ended'>,
  names: Names,
): Status {
  const call = isCall(request);
  switch (phase) {
    case 'accepted':
      return { icon: call ? ':telephone_receiver:' : ':outbox_tray:', title: 'Accepted by Amazon Connect' };
    case 'initiated':
      return call ? { icon: ':telephone_receiver:', title: 'Calling…' } : CONVERSATION_OPEN;
    case 'connected':
      return call ? answeredStatus(summarize(contact).answeringMachine) : CONVERSATION_OPEN;
    case 'transferred':
      return { icon: ':arrow_right:', title: 'Transferred' };
    case 'queued':
      return { icon: ':hourglass_flowing_sand:', title: queueText(queueNow(contact), names) };
    case 'with_agent':
      return { icon: ':technologist:', title: agentText(agentNow(contact), names) };
  }
}

/** A call that is connected; what the detection of answering machines found decides to whom. */
function answeredStatus(detected: string | undefined): Status {
  const unreached = unreachedBy(detected);
  return unreached
    ? { icon: NOBODY, title: unreachedText(unreached) }
    : { icon: ':telephone_receiver:', title: answerText(answeredBy(detected)) };
}

const NOBODY = ':no_mobile_phones:';

const CONVERSATION_OPEN: Status = { icon: ':speech_balloon:', title: 'Conversation open' };

/** Only of who ended it themselves is it known that they were there. */
function endedStatus(reachOut: ReachOut): Status {
  const ending = endingOf(reachOut);
  const title = endedText(reachOut);
  const unconfirmed = isCall(reachOut.request) ? {} : deliveryOf(reachOut);
  if (ending.kind === 'unheard')
    return { icon: ':grey_question:', title, explanation: UNHEARD, ...unconfirmed };
  if (ending.kind !== 'ended' && ending.kind !== 'expired') return { icon: NOBODY, title };
  if (ending.kind === 'ended' && isBreakdown(ending)) return { icon: ':x:', title, ...unconfirmed };
  if (ending.kind === 'ended' && isMachine(ending.by)) return { icon: ':mailbox:', title };
  const isReached =
    ending.kind === 'ended' &&
    (isCall(reachOut.request) ? isOrderly(ending) : ending.reason === 'CUSTOMER_DISCONNECT');
  return isReached
    ? { icon: ':white_check_mark:', title }
    : { icon: ':checkered_flag:', title, ...unconfirmed };
}

const UNHEARD = "Amazon Connect hasn't told how it ended. Look it up there.";

/** "Waiting in queue Support", or without the name where it is not known. */
function queueText(queueId: string | undefined, names: Names): string {
  const name = queueId && names.queue(queueId);
  return name ? `Waiting in queue ${escapeText(name)}` : 'Waiting in queue';
}

/** "With agent Ana Souza", or without the name where it is not known. */
function agentText(agentId: string | undefined, names: Names): string {
  const name = agentId && names.agent(agentId);
  return name ? `With agent ${escapeText(name)}` : 'With an agent';
}
