import { type CallChannel, type ChatChannel, isCall } from '../channels/registry.ts';
import type { ContactProgress } from '../contact/contact.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Line } from '../conversation/line.ts';
import type { Chatting, Lane } from '../kernel/pace.ts';
import type { Refusal } from '../policy/decide.ts';
import type { Posts } from '../thread/post.ts';

export type { Channel } from '../channels/registry.ts';

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
 * - requested: stored, nothing sent to Amazon Connect that could have started a contact; may be cancelled.
 * - starting: a call to Amazon Connect is under way.
 * - unknown: a call went out and its outcome is not known yet; it is being repeated under its ClientToken.
 * - unresolved: the outcome could not be found out within the time allowed for repeats; final.
 * - started: Amazon Connect accepted the contact, which is followed until it has ended.
 */
export const STATES = [
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

/** A value of SegmentAttributes; exactly one member is set. Source: Amazon Connect API, SegmentAttributeValue. */
export interface SegmentAttributeValue {
  ValueString?: string;
  ValueInteger?: number;
  ValueArn?: string;
  ValueMap?: { [name: string]: SegmentAttributeValue };
  ValueList?: SegmentAttributeValue[];
}

/** A reference of a voice contact. Source: Amazon Connect API, StartOutboundVoiceContact. */
export interface ContactReference {
  Type: 'URL' | 'NUMBER' | 'STRING' | 'DATE' | 'EMAIL';
  Value: string;
}

interface ContactRequestBase {
  /** E.164. */
  recipient: string;
  instanceId: string;
  contactFlowId: string;
  attributes?: Record<string, string>;
  relatedContactId?: string;
}

/** What StartOutboundChatContact is called with; fixed at confirmation so that every repeat is the same call. */
export interface ChatContactRequest extends ContactRequestBase {
  channel: ChatChannel;
  /** ARN of the sending phone number. */
  sourceArn: string;
  initialMessage?: { contentType: string; content: string };
  template?: {
    knowledgeBaseId: string;
    messageTemplateId: string;
    customAttributes?: Record<string, string>;
    /** A JSON object, serialized. */
    customerProfileAttributes?: string;
  };
  /** Without connect:Subtype, which follows from the channel. */
  segmentAttributes?: Record<string, SegmentAttributeValue>;
  chatDurationInMinutes?: number;
  displayName?: string;
  supportedMessagingContentTypes?: string[];
}

/** What StartOutboundVoiceContact is called with. */
export interface VoiceContactRequest extends ContactRequestBase {
  channel: CallChannel;
  /** Spoken by the flow as `$.Attributes.message`. */
  message: string;
  /** E.164. With a queue and no number, the caller id is the queue's. */
  sourcePhoneNumber?: string;
  queueId?: string;
  trafficType?: 'GENERAL' | 'CAMPAIGN';
  answerMachineDetection?: boolean;
  awaitAnswerMachinePrompt?: boolean;
  campaignId?: string;
  ringTimeoutInSeconds?: number;
  name?: string;
  description?: string;
  references?: Record<string, ContactReference>;
}

export type ContactRequest = ChatContactRequest | VoiceContactRequest;

/** What the customer reads or hears, word for word; undefined for a template. */
export function wordsOf(request: ContactRequest): string | undefined {
  return isCall(request) ? request.message : request.initialMessage?.content;
}

/** The modal's answers as they were typed, kept so that a refused or failed reach-out loses nothing. */
export type Draft = Record<string, string | string[]>;

/** The error that AWS answered with; the request id is for its support. */
export interface AwsAnswer {
  awsError?: string;
  requestId?: string;
  /** Where it was not AWS that answered: `HTTP 407`, or what is wrong with a certificate or a setting. */
  fault?: string;
}

/** Why a reach-out was not sent, or has not been so far. The code chooses the sentence. */
export interface Failure extends AwsAnswer {
  code: FailureCode;
  /** With the code `refused`: what the policy says now that its start is due. */
  refusal?: Refusal;
}

export type FailureCode =
  | 'invalid_request'
  | 'not_found'
  | 'destination_not_allowed'
  | 'outbound_not_permitted'
  | 'access_denied'
  | 'conflict'
  | 'credentials'
  | 'malformed_credentials'
  | 'settings'
  | 'clock'
  | 'certificate'
  | 'intercepted'
  | 'other_region'
  | 'refused'
  | 'waited_too_long'
  | 'broken'
  | 'unexpected';

/** What a reach-out that has not been sent yet is waiting for. */
export type Waiting = 'turn' | 'rate' | 'quota' | 'connection';

/** What may have to wait for its turn. */
export type Turn = 'start' | 'look' | 'post' | 'edit' | Chatting;

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

/** Looks for what Slack may carry out late, after it was repeated. */
export interface Sweep {
  /** When the next look is due. */
  at: Date;
  /** How many looks there have been. */
  done: number;
  /** An edit may be late as well, and would set the card back. */
  editsAgain: boolean;
}

/** A reach-out as it is stored: all that is known of it, and when what is next. */
export interface ReachOut {
  id: string;
  teamId: string;
  userId: string;
  /** Where its thread is: a place, or the requester's id once it had to move to a direct message. */
  placeId: string;
  /** The thread that the card was posted into; absent when the card is itself the head of the thread. */
  threadTs?: string;
  request: ContactRequest;
  draft: Draft;
  warnings: string[];
  lane: Lane;

  state: ReachOutState;
  failure?: Failure;
  /** `answer`: one that tells whether an earlier call has started its contact. */
  waiting?: Waiting | 'answer';
  contactId?: string;
  contact?: ContactProgress;
  cancelledBy?: string;
  stop?: Stop;
  attempts: number;
  requestedAt: Date;
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
  /** What Slack has asked to slow down, as of when the reach-out was read or stored last. */
  slowed: ('post' | 'edit')[];

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

export type NewReachOut = Pick<
  ReachOut,
  'id' | 'teamId' | 'userId' | 'placeId' | 'threadTs' | 'request' | 'draft' | 'warnings' | 'lane'
>;
