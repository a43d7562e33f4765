import { type Channel, isCallChannel } from '../../domain/channels/registry.ts';
import { type AnsweredBy, answeredBy } from '../../domain/contact/answering-machine.ts';
import { phaseOf, queuesOf, summarize } from '../../domain/contact/contact.ts';
import { type Ending, endingOf } from '../../domain/contact/ending.ts';
import type { ReachOut, Waiting } from '../../domain/reach-out/reach-out.ts';
import type { Names } from '../names.ts';
import { escapeText } from '../text.ts';
import { endingText } from './ending.ts';
import { failureText, referenceText } from './failure.ts';

export interface Status {
  icon: string;
  /** A few words, for the head of the card and for notifications. */
  title: string;
  /** What the person should know or do beyond that. */
  explanation?: string;
}

const WAITING: Record<Waiting, string> = {
  turn: 'Many are being sent; it goes out as soon as it is its turn.',
  rate: 'Amazon Connect asks to slow down; it goes out as soon as possible.',
  quota:
    'Your Amazon Connect instance is at its limit of contacts at a time; it goes out when one has ended.',
  connection: 'Amazon Connect cannot be reached; Reach Out keeps trying.',
};

/** The present state in a person's words; never more than is known. */
export function statusOf(reachOut: ReachOut, names: Names): Status {
  const { request, waiting, failure } = reachOut;
  const reference = referenceText(failure);
  const unclear = failure?.code === 'unexpected' ? reference : '';
  switch (reachOut.state) {
    case 'requested':
      return waiting
        ? {
            icon: ':hourglass_flowing_sand:',
            title: 'Waiting, not sent yet',
            explanation: `${WAITING[waiting]}${reference}`,
          }
        : { icon: ':hourglass_flowing_sand:', title: 'Starting…' };
    case 'starting':
      return reachOut.attempts > 1
        ? unknown(unclear)
        : { icon: ':hourglass_flowing_sand:', title: 'Starting…' };
    case 'unknown':
      return unknown(unclear);
    case 'started':
    case 'ended':
      return contactStatus(reachOut, names);
    case 'failed':
      return {
        icon: ':x:',
        title: failure?.code === 'waited_too_long' ? 'Not sent: waited too long' : 'Not sent',
        ...(failure && { explanation: failureText(failure, request.channel, waiting) }),
      };
    case 'cancelled':
      return {
        icon: ':no_entry_sign:',
        title: 'Cancelled, nothing was sent',
        ...(reachOut.cancelledBy && { explanation: `Cancelled by <@${reachOut.cancelledBy}>.` }),
      };
    case 'unresolved':
      return {
        icon: ':grey_question:',
        title: "We don't know whether this was sent",
        explanation: `Amazon Connect ${unclear ? `gave no clear answer${unclear}` : 'did not answer'}, and asking again any longer could contact the person twice. Please check in Amazon Connect before you send it again.`,
      };
  }
}

function unknown(unclear: string): Status {
  const answer = unclear && `Amazon Connect gave no clear answer${unclear}. `;
  return {
    icon: ':grey_question:',
    title: "We don't know yet whether this was sent",
    explanation: `${answer}Don't resend; we're checking and will update this card.`,
  };
}

/** What is not known yet of a contact that was accepted. */
export function acceptedText(channel: Channel): string {
  return isCallChannel(channel) ? 'Not answered yet.' : 'Delivery not confirmed yet.';
}

const CONVERSATION_OPEN: Status = {
  icon: ':speech_balloon:',
  title: 'Conversation open',
  explanation: 'Delivery not confirmed.',
};

function contactStatus({ state, request, contact }: ReachOut, names: Names): Status {
  const call = isCallChannel(request.channel);
  switch (state === 'ended' ? 'ended' : phaseOf(contact)) {
    case 'accepted':
      return {
        icon: call ? ':telephone_receiver:' : ':outbox_tray:',
        title: 'Accepted by Amazon Connect',
        explanation: acceptedText(request.channel),
      };
    case 'initiated':
      return call ? { icon: ':telephone_receiver:', title: 'Calling…' } : CONVERSATION_OPEN;
    case 'connected':
      return call
        ? { icon: ':telephone_receiver:', ...answer(answeredBy(summarize(contact).answeringMachine)) }
        : CONVERSATION_OPEN;
    case 'transferring':
      return { icon: ':arrow_right:', title: 'Being transferred' };
    case 'queued':
      return { icon: ':hourglass_flowing_sand:', title: queueText(queuesOf(contact).at(-1), names) };
    case 'with_agent':
      return { icon: ':technologist:', title: 'With an agent' };
    case 'ended': {
      const ending = endingOf(contact, request.channel);
      return {
        icon: ENDING_ICONS[ending.kind] ?? ':no_mobile_phones:',
        title: endingText(ending, request.channel),
        ...(ending.kind === 'unheard' && { explanation: UNHEARD }),
      };
    }
  }
}

const ENDING_ICONS: Partial<Record<Ending['kind'], string>> = {
  ended: ':white_check_mark:',
  expired: ':white_check_mark:',
  unheard: ':grey_question:',
};

const UNHEARD = "Amazon Connect hasn't told how it ended. Open in Connect to look it up.";

function answer(by: AnsweredBy | undefined): Pick<Status, 'title' | 'explanation'> {
  return by ? { title: answerText(by) } : { title: 'Answered', explanation: 'By a person or by voicemail.' };
}

/** "Answered by voicemail"; where nobody can tell, it says so. */
export function answerText(by: AnsweredBy | undefined): string {
  switch (by) {
    case 'person':
      return 'Answered by a person';
    case 'voicemail':
      return 'Answered by voicemail';
    case 'fax':
      return 'Answered by a fax machine';
    case undefined:
      return 'Answered (may be voicemail)';
  }
}

/** "Waiting in queue Support", or without the name where it is not known. */
export function queueText(queueId: string | undefined, names: Names): string {
  const name = queueId && names.queue(queueId);
  return name ? `Waiting in queue ${escapeText(name)}` : 'Waiting in queue';
}
