import { CHANNELS, isCall } from '../../domain/channels/registry.ts';
import { answeredBy, isMachine, unreachedBy } from '../../domain/contact/answering-machine.ts';
import { agentNow, type ContactPhase, phaseOf, queueNow, summarize } from '../../domain/contact/contact.ts';
import { endingOf, isBreakdown, isOrderly } from '../../domain/contact/ending.ts';
import type { FailureCode, Waiting } from '../../domain/contact/failure.ts';
import { maskPhoneNumber } from '../../domain/phone/mask-phone-number.ts';
import { deadlineOf } from '../../domain/reach-out/deadline.ts';
import { isGone, type ReachOut } from '../../domain/reach-out/reach-out.ts';
import { isStopping } from '../../domain/reach-out/watch-stop.ts';
import type { Names } from '../names.ts';
import { escapeText, momentText, slackDate } from '../text.ts';
import { awaitedText, declinedText } from './approval.ts';
import { answerText, endedText, unreachedText } from './ending.ts';
import { failureText } from './failure.ts';
import { timeThereText } from './there.ts';

export interface Status {
  icon: string;
  /** A few words, for the head of the card and for notifications. */
  title: string;
  /** What is not known beside that, in a few words. */
  note?: string;
  /** Why it waits or failed, and what to do. */
  explanation?: string;
}

const WAITING: Record<Waiting, string> = {
  turn: 'Others go first',
  rate: 'Amazon Connect is busy',
  quota: 'Your Amazon Connect instance is at its limit of contacts at a time',
  connection: 'Amazon Connect cannot be reached',
};

const STARTING: Status = { icon: ':hourglass_flowing_sand:', title: 'Starting…' };

const UNKNOWN: Status = {
  icon: ':grey_question:',
  title: "We don't know yet whether this was sent",
  explanation: "Don't resend; we're checking and will update this card.",
};

/** "SMS to +1 …0152", "SMS from Support to +1 …0152". */
export function toWhom(reachOut: ReachOut, sender?: string): string {
  const { channel, recipient } = reachOut.request;
  const whom = isGone(reachOut) ? NOBODY_KNOWN : maskPhoneNumber(recipient);
  return `${CHANNELS[channel].label}${sender ? ` from ${escapeText(sender)}` : ''} to ${whom}`;
}

const NOBODY_KNOWN = 'a number no longer known';

/** Why number and text are not shown; undefined where they are. */
export function goneText({ erasedAt, isUnreadable }: ReachOut): string | undefined {
  if (erasedAt) return `Number and text erased ${slackDate(erasedAt, '{date_short_pretty}')}`;
  return isUnreadable
    ? ":warning: Number and text can't be read any more: their encryption key is gone"
    : undefined;
}

/** The present state in a person's words; never more than is known. */
export function statusOf(reachOut: ReachOut, names: Names): Status {
  const { waiting, failure } = reachOut;
  switch (reachOut.state) {
    case 'scheduled':
      return waiting && waiting !== 'answer'
        ? waitingStatus(reachOut, waiting, names)
        : scheduledStatus(reachOut);
    case 'awaiting_approval':
      return { icon: ':lock:', title: 'Waiting for approval', explanation: awaitedText(reachOut, names.ask) };
    case 'requested':
    case 'starting':
      if (waiting === 'answer') return UNKNOWN;
      return waiting ? waitingStatus(reachOut, waiting, names) : STARTING;
    case 'unknown':
      return UNKNOWN;
    case 'started':
    case 'ended':
      return contactStatus(reachOut, names);
    case 'failed':
      return failedStatus(reachOut, names);
    case 'cancelled':
      return { icon: ':no_entry_sign:', title: cancelledText(reachOut) };
    case 'unresolved':
      return {
        icon: ':grey_question:',
        title: "We don't know whether this was sent",
        explanation: `Amazon Connect ${failure?.code === 'unexpected' ? 'gave no clear answer' : 'did not answer'}. Please check in Amazon Connect before you send it again: the person may have been contacted.`,
      };
  }
}

/** "Cancelled by @Ada, nothing was sent". */
function cancelledText({ cancelledBy }: ReachOut): string {
  return `Cancelled${cancelledBy ? ` by <@${cancelledBy}>` : ''}, nothing was sent`;
}

const FAILED_TITLES: Partial<Record<FailureCode, string>> = {
  waited_too_long: 'Not sent: waited too long',
  declined: 'Not sent: declined',
  approval_lapsed: 'Not sent: not approved in time',
};

/** What to do is said no more once it was tried again. */
function failedStatus(reachOut: ReachOut, { ask }: Names): Status {
  const { request, waiting, failure, retried, approval } = reachOut;
  const isOver = retried.includes('again');
  return {
    icon: ':x:',
    title: (failure && FAILED_TITLES[failure.code]) ?? 'Not sent',
    ...(isOver && { note: 'tried again since' }),
    ...(failure &&
      !isOver && {
        explanation:
          failure.code === 'declined' && approval
            ? `${declinedText(approval)}. You can change it and try again.`
            : failureText(failure, request.channel, waiting, ask, templateOf(request)),
      }),
  };
}

function templateOf(request: ReachOut['request']): string | undefined {
  return isCall(request) ? undefined : request.template?.name;
}

/** When it goes, and what time it is then where the recipient may be. */
function scheduledStatus({ request, readyAt, deferral }: ReachOut): Status {
  const there = timeThereText(request.recipient, readyAt);
  const isDeferred = deferral?.until === readyAt.toISOString();
  return {
    icon: ':clock3:',
    title: `Scheduled for ${momentText(readyAt)}`,
    ...(there && { note: `${there} there` }),
    ...(isDeferred && { explanation: 'It was closed there when it was to be sent.' }),
  };
}

function waitingStatus(reachOut: ReachOut, waiting: Waiting, { maxAgeMinutes }: Names): Status {
  const until = slackDate(deadlineOf(reachOut, maxAgeMinutes), '{time}');
  return {
    icon: ':hourglass_flowing_sand:',
    title: 'Waiting, not sent yet',
    explanation: `${WAITING[waiting]}; trying until ${until}.`,
  };
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

function contactStatus(reachOut: ReachOut, names: Names): Status {
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
export function queueText(queueId: string | undefined, names: Names): string {
  const name = queueId && names.queue(queueId);
  return name ? `Waiting in queue ${escapeText(name)}` : 'Waiting in queue';
}

/** "With agent Ana Souza", or without the name where it is not known. */
function agentText(agentId: string | undefined, names: Names): string {
  const name = agentId && names.agent(agentId);
  return name ? `With agent ${escapeText(name)}` : 'With an agent';
}
