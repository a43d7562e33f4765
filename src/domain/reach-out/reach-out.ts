import type { Approval } from '../approval/approval.ts';
import type { ContactProgress } from '../contact/contact.ts';
import type { ContactRequest } from '../contact/contact-request.ts';
import type { Failure, Waiting } from '../contact/failure.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Line } from '../conversation/line.ts';
import type { Chatting, Lane } from '../kernel/pace.ts';
import type { Posts } from '../thread/post.ts';
import type { WaitingStep } from '../workflow/workflow-step.ts';

/**
 * Glossary
 * - Reach-out: one confirmed request to contact a person. Its id (a UUID) is also the ClientToken.
 * - Contact: what Amazon Connect started for a reach-out; it has a ContactId.
 * - Recipient: the E.164 number that is contacted.
 * - Channel: sms, whatsapp or voice.
 * - Place: the Slack channel or direct message that a reach-out is told in.
 * - Conversation: what customer and agent write to each other in one chat contact.
 * - Sender: the Amazon Connect phone number (an ARN for chat, E.164 or a queue for voice).
 * - Flow: the Amazon Connect flow that handles the contact.
 * - Thread: the Slack thread of a reach-out. Card: the message that shows its present state.
 * - Milestone: a reply in the thread that tells of one step.
 */

/**
 * - scheduled: stored, and to be sent at a time that a person has named, or that it was put off to.
 * - awaiting_approval: stored, and to be sent only once somebody else has approved of it.
 * - requested: stored, nothing sent to Amazon Connect that could have started a contact; may be cancelled.
 * - starting: a call to Amazon Connect is under way.
 * - unknown: a call went out and its outcome is not known yet; it is being repeated under its ClientToken.
 * - unresolved: the outcome could not be found out within the time allowed for repeats; final.
 * - started: Amazon Connect accepted the contact, which is followed until it has ended.
 */
export const STATES = [
  'scheduled',
  'awaiting_approval',
  'requested',
  'starting',
  'unknown',
  'started',
  'ended',
  'failed',
  'cancelled',
  'unresolved',
] as const;
export type ReachOutState = (typeof STATES)[number];

/** The modal's answers as they were typed, kept so that a refused or failed reach-out loses nothing. */
export type Draft = Record<string, string | string[]>;

/** What may have to wait for its turn. */
export type Turn = 'start' | 'look' | SlowedDown | Chatting;

/** What may be slowed down: its posts, its edits, the marks at its replies, and its replies. */
export type SlowedDown = 'post' | 'edit' | 'mark' | 'send';

/** How a reach-out that reached nobody is tried again: as it was, or with its words as an SMS. */
export const RETRIES = ['again', 'by_sms'] as const;
export type Retry = (typeof RETRIES)[number];

/** Amazon Connect is asked to end a contact. */
export interface Stop {
  by: string;
  /** ISO 8601. */
  at: string;
  /** Absent until it is known; when the contact has ended, its end says enough. */
  outcome?: 'goes_on' | 'not_known';
}

/** It was closed where the recipient is when its start was due. Times are ISO 8601. */
export interface Deferral {
  from: string;
  until: string;
}

/** Looks for what Slack may carry out late, after it was repeated. */
export interface Sweep {
  /** When the next look is due. */
  at: Date;
  /** How many looks there have been. */
  done: number;
  /** An edit may be late as well, and would set the card back. */
  editsAgain: boolean;
}

/** In the place of Slack's error: the app is installed no more where it was asked for. */
export const UNINSTALLED = 'app_uninstalled';

/** A reach-out as it is stored: all that is known of it, and when what is next. */
export interface ReachOut {
  id: string;
  /** Where the app is installed that it was asked for by: a workspace, or an organization in all of which it is. */
  teamId: string;
  userId: string;
  /** Where its thread is: a place, or the requester's id once it had to move to a direct message. */
  placeId: string;
  /** The thread that the card was posted into; absent when the card is itself the head of the thread. */
  threadTs?: string;
  request: ContactRequest;
  draft: Draft;
  warnings: string[];
  /** When number and texts were erased, because they were kept long enough; of the request, its channel is left. */
  erasedAt?: Date;
  /** They are encrypted with a key that is gone; the same is left. */
  isUnreadable?: boolean;
  /** AWS's list of who opted out did not answer when it was started. */
  isOptOutUnknown?: boolean;
  lane: Lane;
  /** The names of the questions that were answered when it was requested. */
  answered: string[];
  /** The step of a workflow that it was asked for by. */
  workflow?: WaitingStep;

  state: ReachOutState;
  failure?: Failure;
  /** `answer`: one that tells whether an earlier call has started its contact. */
  waiting?: Waiting | 'answer';
  contactId?: string;
  contact?: ContactProgress;
  cancelledBy?: string;
  approval?: Approval;
  stop?: Stop;
  attempts: number;
  requestedAt: Date;
  /** From when its age counts: when it was requested or approved, or when it was to be sent. */
  readyAt: Date;
  /** The latest, if any. */
  deferral?: Deferral;
  /** When the oldest call that may have started a contact unseen went out. */
  uncertainSince?: Date;
  startedAt?: Date;
  endedAt?: Date;

  /** When its contact is to be started, or that is to be tried again. */
  startAt: Date;
  /** When Amazon Connect is asked for its contact next. */
  lookAt?: Date;
  /** Until when Slack wants no post of it, and no edit. */
  postAt?: Date;
  editAt?: Date;
  sweep?: Sweep;
  /** What it has been promised a turn for, at the time that is given above. */
  promised: Turn[];
  /** What a 429 has slowed down, as of when the reach-out was read or stored last. */
  slowed: SlowedDown[];

  /** Of a chat that is followed word by word. */
  conversation?: Conversation;
  /** What was written and is not told, sent or shown yet; also one that was asked for by its id. */
  lines: Line[];

  /** Those of the conversation that are settled are left out. */
  posts: Posts;
  /** The thread goes on in a direct message, because its place could not be posted in. */
  isMoved: boolean;
  /** Slack's error when the thread can be written nowhere, not even in a direct message. */
  silence?: string;
  /** Grows with every change that a person can see; the card is due for an edit while it shows an older one. */
  version: number;
  shownVersion: number;
  /** How it has been tried again; each way once. */
  retried: Retry[];
  /** How often in a row the work on it failed for a reason of ours or of Slack's as a whole. */
  troubles: number;
  /** Fencing number of the lease: whoever has an older one can store nothing. */
  lease: number;
  /** Grows with every change that is stored. */
  revision: number;
}

/** Whether its number and texts are not to be had any more. */
export function isGone({ erasedAt, isUnreadable }: ReachOut): boolean {
  return erasedAt !== undefined || isUnreadable === true;
}

export type NewReachOut = Pick<
  ReachOut,
  | 'id'
  | 'teamId'
  | 'userId'
  | 'placeId'
  | 'threadTs'
  | 'request'
  | 'draft'
  | 'warnings'
  | 'lane'
  | 'answered'
  | 'workflow'
> & {
  /** When it is to be sent; absent: at once. */
  sendAt?: Date;
  /** Without it, it does not go. */
  approval?: Approval;
};
