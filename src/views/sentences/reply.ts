import { channelOf, windowHoursOf } from '../../domain/channels/registry.ts';
import type { Reply, ReplyRefusal, Standstill, Stay } from '../../domain/conversation/line.ts';
import {
  countCharacters,
  inUnits,
  NOT_STORABLE,
  tooLongFor,
  withCommas,
} from '../../domain/intake/text-limits.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import type { Decided } from '../../domain/reply/decide-reply.ts';
import { LONGEST_REPLY } from '../../domain/reply/reply-text.ts';
import { escapeText } from '../text.ts';
import { withAgentText } from './conversation.ts';
import { unidentifiedText } from './refusals.ts';

const CAUSES: Record<ReplyRefusal, string> = {
  ended: 'The conversation has ended. Start the next one with /reach-out.',
  agent: 'An agent has the conversation now.',
  elsewhere: 'Another thread answers in this conversation. Write it there.',
  not_in: "Amazon Connect doesn't let Reach Out write in this conversation. Answer in Amazon Connect.",
  rejected: 'Answer in Amazon Connect.',
  opted_out: 'The customer has opted out. Only they can opt back in, by texting START.',
  blocked: 'Their number is on the do-not-contact list. Ask an admin of Reach Out if that no longer holds.',
  unreadable: "It can't be read any more: the key that it was encrypted with is gone. Write it again.",
  late: 'Amazon Connect could not be reached for two minutes. Write it again.',
};

/** What the writer of a reply is told privately; undefined where the mark says enough. */
export function replyTroubleText({ state, cause, error }: Reply): string | undefined {
  if (state === 'unknown')
    return "We don't know whether your message reached the customer: Amazon Connect didn't answer. Look in Amazon Connect before you write it again.";
  if (state !== 'refused') return undefined;
  const answer = error ? ` (${escapeText(error)})` : '';
  const taken = cause === undefined || cause === 'rejected' ? `Amazon Connect didn't take it${answer}. ` : '';
  return `Not sent. ${taken}${CAUSES[cause ?? 'rejected']}`;
}

function windowText({ request }: ReachOut): string {
  const { label } = channelOf(request.channel);
  return `${label} takes free text only within ${windowHoursOf(request.channel)} hours of what the customer wrote last. Start the next one with a template.`;
}

/** Why what was written stays in Slack, and the next step. */
const STAYS: Record<Exclude<Stay, 'agent' | 'too_long' | 'window'>, string> = {
  ended: 'This stayed in Slack: the conversation has ended.',
  elsewhere:
    'What you write here stays in Slack: another thread answers in this conversation. Write it there.',
  not_in:
    "What you write here stays in Slack: Amazon Connect doesn't let Reach Out write in this conversation. Answer in Amazon Connect.",
  opted_out: 'This stayed in Slack: the customer has opted out. Only they can opt back in, by texting START.',
  blocked:
    'This stayed in Slack: their number is on the do-not-contact list. Ask an admin of Reach Out if that no longer holds.',
  note: 'This begins like a note, and notes stay in Slack. Take its beginning away to send it.',
  not_storable: "This stayed in Slack: it holds a character that can't be sent. Type it again by hand.",
  empty: 'This stayed in Slack: it has no text. Files are not sent to customers.',
};

/** The same with what is known of the text, and of an agent. */
export function stayText(why: Stay, reachOut: ReachOut, text: string, agent?: string): string {
  if (why === 'agent') return `${withAgentText(agent)}.`;
  if (why === 'window') return `This stayed in Slack: ${windowText(reachOut)}`;
  if (why !== 'too_long') return STAYS[why];
  return `This stayed in Slack: it has ${inUnits(countCharacters(text), 'character')}, and Amazon Connect takes ${withCommas(LONGEST_REPLY)} at most. Shorten it and send it again.`;
}

/** Why nothing that would be written now goes to the customer, and the next step where no button is one. */
export function standstillText(why: Standstill, reachOut: ReachOut, agent: string | undefined): string {
  if (why === 'agent') return `${withAgentText(agent)}.`;
  if (why === 'ended') return 'The conversation has ended.';
  return why === 'window' ? windowText(reachOut) : CAUSES[why];
}

/** Said at the form of a reply, which keeps what was typed: why it was not sent, and the next step. */
export function unsentText(why: Stay, reachOut: ReachOut, text: string): string {
  switch (why) {
    case 'too_long':
      return `The message is ${tooLongFor(text, LONGEST_REPLY)}`;
    case 'not_storable':
      return NOT_STORABLE;
    case 'empty':
      return 'Write the message.';
    case 'note':
      return STAYS.note;
    default:
      return `Not sent. ${why === 'window' ? windowText(reachOut) : CAUSES[why]}`;
  }
}

export const FILES_STAY = 'The file stays in Slack: only text goes to the customer.';

export function askTitle(toWhom: string, claimedBy: string | undefined): string {
  return claimedBy ? claimText(`<@${claimedBy}>`) : `Send this to the customer? ${toWhom}`;
}

/** "Ana has this. Send it anyway?" */
export function claimText(who: string): string {
  return `${who} has this. Send it anyway?`;
}

/** "This goes to the customer in 5 s." */
export function goesText(seconds: number): string {
  return seconds > 0 ? `This goes to the customer in ${seconds} s.` : 'This goes to the customer.';
}

/** What a person reads after a button about a reply. */
export const DECIDED: Record<Exclude<Decided['kind'], 'stays' | 'refused'>, string> = {
  goes: 'On its way to Amazon Connect. :postbox: at your message says that Amazon Connect has it.',
  kept: 'Kept in Slack. Nothing was sent.',
  stayed: 'It stayed in Slack. Write it again to send it.',
  too_late: 'Too late: it was decided before. The mark at your message says what became of it.',
  off: 'Nothing was sent: what people write here stays in Slack. `/reach-out settings` changes that.',
  forgotten: "Nothing was sent: its text isn't kept that long. Write it again.",
  not_yours: 'Only the person who wrote it can decide that.',
  not_found: 'Reach Out knows nothing of this any more. Nothing was sent.',
  unidentified: unidentifiedText('sent'),
};

const EDITED = {
  stays: 'You changed it before it went, so it stayed in Slack. Write it again to send it.',
  sent: 'Amazon Connect has the first version already: what is changed here changes nothing for the customer.',
  deleted: 'Amazon Connect has it already: deleting it here changes nothing for the customer.',
  sending: 'The first version was on its way already: what is changed here changes nothing for the customer.',
  unknown:
    "We don't know whether the first version went out. What is changed here changes nothing for the customer.",
};

/** What the writer of a reply reads who has changed or deleted it; undefined where there is nothing to know. */
export function editedText(
  { state, stays }: Pick<Reply, 'state' | 'stays'>,
  isDeleted: boolean,
): string | undefined {
  switch (state) {
    case 'asked':
    case 'waiting': {
      const wasOffered = !stays || stays === 'too_long' || stays === 'not_storable' || stays === 'empty';
      return isDeleted || !wasOffered ? undefined : EDITED.stays;
    }
    case 'accepted':
      return isDeleted ? EDITED.deleted : EDITED.sent;
    case 'sending':
    case 'unknown':
      return EDITED[state];
    default:
      return undefined;
  }
}

/** Where a form comes again with other words. */
export const SENT_BEFORE =
  'What you wrote first was taken before, and these words were not sent. Press Send to send them as well.';

export const REPLY_NOT_OPEN = "This conversation can't be answered any more.";

export const REPLY_NOT_THERE =
  "You're no longer in the channel of this thread. Whoever is in it can answer, or invite you.";

export const REPLIES_OFF = 'What people write here stays in Slack. `/reach-out settings` changes that.';
