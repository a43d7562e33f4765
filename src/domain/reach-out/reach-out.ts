/**
 * Glossary
 * - Reach-out: one confirmed request to contact a person. Its id (a UUID) is also the ClientToken.
 * - Contact: what Amazon Connect started for a reach-out; it has a ContactId.
 * - Recipient: the E.164 number that is contacted.
 * - Channel: sms, whatsapp or voice. What Slack calls a channel is a conversation here.
 * - Sender: the Amazon Connect phone number (an ARN for chat, E.164 or a queue for voice).
 * - Flow: the Amazon Connect flow that handles the contact.
 * - Thread: the Slack thread of a reach-out. Card: the message that shows its present state.
 * - Milestone: a reply in the thread that tells of one step.
 */

export const CHANNELS = ['sms', 'whatsapp', 'voice'] as const;
export type Channel = (typeof CHANNELS)[number];
export type ChatChannel = Exclude<Channel, 'voice'>;

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
  channel: 'voice';
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

/** The modal's answers as they were typed, kept so that a refused or failed reach-out loses nothing. */
export type Draft = Record<string, string | string[]>;
