import { type CallChannel, type ChatChannel, isCall } from '../channels/registry.ts';

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
    /** Of one that was chosen by name: what it is called, and what the customer reads. */
    name?: string;
    text?: string;
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

/** What the customer reads or hears, word for word; undefined for a template that is known by its id alone. */
export function wordsOf(request: ContactRequest): string | undefined {
  return isCall(request) ? request.message : (request.initialMessage?.content ?? request.template?.text);
}
