import type { Stay } from './line.ts';

/** The way into a chat, as a participant of its own. Both tokens are secrets. */
export interface Link {
  participantId: string;
  participantToken: string;
  /** Absent until the participant has connected. */
  connection?: Connection;
}

export interface Connection {
  token: string;
  /** When the token runs out, ISO 8601. */
  expiresAt: string;
  /** It ran out before its time. */
  isOver?: boolean;
}

/**
 * Whether what is written comes in. wanted: that is still to be asked for; refused: it is to be read in
 * Amazon Connect.
 */
export type Reading = 'wanted' | 'on' | 'refused';

/**
 * Whether something can be written. wanted: we are still to join; agent: an agent has the chat, and Amazon
 * Connect has nobody else write in it; elsewhere: another thread writes in this chat for now; refused: Amazon Connect
 * doesn't let us join.
 */
export type Writing = 'wanted' | 'on' | 'agent' | 'elsewhere' | 'refused';

/** Whether somebody is in a chat, since when that is so, ISO 8601, and by which name customers see them. */
export interface Presence {
  at: string;
  isHere: boolean;
  name?: string;
}

/** What customer, agent and people in Slack write to each other in the chat of a reach-out. Times are ISO 8601. */
export interface Conversation {
  reading: Reading;
  writing: Writing;
  /** What was written before we listened, or while we were away, is still to be read. */
  isBehind: boolean;
  /** Since when; absent: since its beginning. */
  missedSince?: string;
  /** When that was read last. */
  readAt?: string;
  /** Nobody listened at first, for so long that something may have been written. */
  isHeardLate?: true;
  /** When the next call for one of the three is due, and how often in a row it came to nothing. */
  openAt: string;
  openTries: number;
  /** How many participants of ours are gone; part of the ClientToken, because each one is made once. */
  joins: number;
  link?: Link;
  /** The participants that were ever ours: what they say is known. */
  participants: string[];
  /** The customer began the present contact. Those before it, whose late news is of no interest. */
  isAgain?: boolean;
  formerContacts?: string[];
  /** The time of the latest message that is told. */
  toldTo?: string;
  /** When the next message may be told. */
  sayAt?: string;
  /** The latest that is known of each agent who has come into the chat, by their participant's id. */
  agents?: Record<string, Presence>;
  /** The agent who is there, by the name that customers see. */
  agentName?: string;
  /** When the customer wrote last. */
  customerAt?: string;
  /** When whatever people in Slack or an agent have answered last was written. */
  answeredAt?: string;
  /** Who answers for it. */
  claimedBy?: string;
  /** Whose hands are raised at the card, in that order. */
  hands?: string[];
  /** Others who answer, and were told that somebody does. */
  alsoBy?: string[];
  /** Who was told why all that is typed stays in Slack for now. */
  stayTold?: { why: Stay; to: string[] };
  /** When the customer wrote STOP last, and after that START. */
  stoppedAt?: string;
  resumedAt?: string;
  /** Amazon Connect's id of the last message that went out after the first. */
  lastSent?: string;
  /** What WhatsApp tells of the last message that went out. */
  receipt?: 'delivered' | 'read';
}

/** After so many calls in a row that came to nothing, somebody should know: a minute or so. */
const LONG_TRIES = 5;

/** Whether Amazon Connect has not let us in, or not answered, for long. */
export function isHeldUp({ openTries }: Conversation): boolean {
  return openTries >= LONG_TRIES;
}

/** Whether the customer wants nothing more. */
export function hasOptedOut({ stoppedAt, resumedAt = '' }: Conversation): boolean {
  return stoppedAt !== undefined && stoppedAt >= resumedAt;
}

/** Whether something that was said may stand nowhere but in Amazon Connect: nobody listened from its beginning, or read that. */
export function isUnread({ reading, isAgain, isHeardLate, readAt }: Conversation): boolean {
  return reading !== 'on' || ((isAgain || isHeardLate) === true && readAt === undefined);
}

/** Whether there is something to read that can be read. */
export function isToRead(conversation: Conversation | undefined): boolean {
  return conversation?.isBehind === true && conversation.link?.connection !== undefined;
}

/** With what was said after the latest that is told by now still to be read. */
export function fallBehind(conversation: Conversation): Conversation {
  if (conversation.isBehind) return conversation;
  const { missedSince: _, ...rest } = conversation;
  return { ...rest, isBehind: true, ...(rest.toldTo && { missedSince: rest.toldTo }) };
}

/** The conversation of a chat whose contact has just been started. */
export function beginConversation(now: Date): Conversation {
  return {
    ...{ reading: 'wanted', writing: 'wanted', isBehind: true, openTries: 0, joins: 0, participants: [] },
    openAt: now.toISOString(),
  };
}
