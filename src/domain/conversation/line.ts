/** Who speaks in a chat. Source: Amazon Connect Participant Service, Item.ParticipantRole. */
export type Speaker = 'customer' | 'agent' | 'supervisor' | 'bot' | 'system';

/** What was written: words, or what Slack can only name. */
export type Kind = 'text' | 'attachment' | 'interactive' | 'location' | 'other';

interface LineBase {
  id: string;
  /** When it was written, ISO 8601. */
  at: string;
  /** Kept only as long as it is needed. */
  text?: string;
}

/** What somebody else wrote in the chat, to be told in the thread. */
export interface Heard extends LineBase {
  kind: 'heard';
  heardAt: string;
  speaker: Speaker;
  name?: string;
  what: Kind;
  /** The first line of the message that tells it, once it is being told. */
  toldWith?: string;
  isTold?: boolean;
  /** Whom its message mentions. */
  mentions?: string;
  /** Later ones were told before it. */
  isLate?: boolean;
}

/**
 * - asked: its writer is asked whether it is meant for the customer.
 * - kept: it stays in Slack.
 * - waiting: it goes at its time, and can be taken back until then.
 * - sending: calls may have gone out; they are repeated under its ClientToken.
 * - accepted: Amazon Connect has it.
 * - refused: it was not sent, and never will be.
 * - unknown: nobody knows whether it was sent.
 */
export type ReplyState = 'asked' | 'kept' | 'waiting' | 'sending' | 'accepted' | 'refused' | 'unknown';

/** Why nothing was sent. */
export type ReplyRefusal =
  | 'ended'
  | 'agent'
  | 'elsewhere'
  | 'not_in'
  | 'rejected'
  | 'opted_out'
  | 'blocked'
  | 'unreadable'
  | 'late';

/** Why nothing can be offered to be sent, whatever is in it. */
export type Standstill = 'ended' | 'agent' | 'elsewhere' | 'not_in' | 'opted_out' | 'blocked' | 'window';

/** Why something that was written can't be offered to be sent. */
export type Stay = Standstill | 'note' | 'too_long' | 'not_storable' | 'empty';

/** What somebody in Slack wrote to the customer. Its id, a UUID, is also the ClientToken. */
export interface Reply extends LineBase {
  kind: 'reply';
  by: string;
  state: ReplyState;
  /** Its writer has been asked, or told that it goes or why it stays. */
  isAsked?: boolean;
  /** Why it could not be offered to be sent. */
  stays?: Stay;
  /** By which the words of a form that was sent twice are told apart; nothing else can be learnt from it. */
  fingerprint?: string;
  /** When it goes, or is tried again, ISO 8601. */
  sendAt: string;
  /** From when on it may go, ISO 8601. */
  goesAt?: string;
  tries: number;
  /** When the first call for it went out, ISO 8601. */
  sentAt?: string;
  /** The message in Slack that it is; one without is posted for its writer. */
  source?: { placeId: string; ts: string };
  cause?: ReplyRefusal;
  /** Another connection token was asked for because of it. */
  isRenewed?: boolean;
  /** A call for it may have been carried out unseen, by this participant. */
  isUncertain?: boolean;
  sentAs?: string;
  /** AWS's error. */
  error?: string;
  /** What came of it is shown at its message, and told to its writer where that is needed. */
  isMarked?: boolean;
  markAt?: string;
  markTries?: number;
}

export type Line = Heard | Reply;

const UNDECIDED = ['waiting', 'sending'];
const DECIDED = ['accepted', 'refused', 'unknown'];

/** Whether the engine still has something to do about a line. */
export function isOpen(line: Line): boolean {
  return line.kind === 'heard' ? !line.isTold : isGoing(line) || isToMark(line);
}

/** Whether a reply is on its way. */
export function isGoing({ state }: Reply): boolean {
  return UNDECIDED.includes(state);
}

/** Whether what came of a reply is still to be shown. */
export function isToMark({ state, isMarked }: Reply): boolean {
  return DECIDED.includes(state) && !isMarked;
}

export function isHeard(line: Line): line is Heard {
  return line.kind === 'heard';
}

export function isReply(line: Line): line is Reply {
  return line.kind === 'reply';
}

/** The reply of this id, where it is among them. */
export function replyIn(lines: Line[], id: string): Reply | undefined {
  return lines.filter(isReply).find((line) => line.id === id);
}

/** In the order in which they were written. */
export function inOrder<T extends Line>(lines: T[]): T[] {
  return lines.toSorted((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1));
}

/** With this line changed. */
export function withLine<T extends Line>(lines: Line[], id: string, change: (line: T) => T): Line[] {
  return lines.map((line) => (line.id === id ? change(line as T) : line));
}
