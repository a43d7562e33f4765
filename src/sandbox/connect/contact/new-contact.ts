import { phoneNumberArn, type Seed } from '../seed.ts';
import type { StartChatInput } from '../shapes/start-chat.ts';
import type { StartVoiceInput } from '../shapes/start-voice.ts';
import type { Contact, Endpoint, TranscriptEntry } from './contact.ts';
import { messageId } from './transcript.ts';

type Made = { id: string; at: number; flowId: string };

export function newChatContact(
  input: StartChatInput,
  { id, at, flowId, optedOut, templated }: Made & { optedOut: boolean; templated: string | undefined },
): Contact {
  const subtype = input.SegmentAttributes['connect:Subtype'].ValueString;
  return {
    ...blank({ id, at, flowId }),
    channel: 'CHAT',
    subtype,
    customer: { type: 'TELEPHONE_NUMBER', address: input.DestinationEndpoint.Address },
    system: { type: 'CONNECT_PHONENUMBER_ARN', address: input.SourceEndpoint.Address },
    attributes: input.Attributes ?? {},
    segmentAttributes: { ...input.SegmentAttributes },
    relatedContactId: input.RelatedContactId,
    clientToken: input.ClientToken,
    displayName: input.ParticipantDetails?.DisplayName,
    chatDurationMinutes: input.ChatDurationInMinutes,
    customerStopped: optedOut,
    transcript: firstMessage(input, { id, at, optedOut, templated }),
  };
}

export function newVoiceContact(
  input: StartVoiceInput,
  seed: Seed,
  made: Made & { queueId?: string | undefined },
): Contact {
  const callerIdNumberId = seed.queues.find(({ id }) => id === made.queueId)?.callerIdNumberId;
  const callerId = seed.phoneNumbers.find(({ id }) => id === callerIdNumberId);
  const spoken = input.Attributes?.message;
  return {
    ...blank(made),
    channel: 'VOICE',
    subtype: 'connect:Telephony',
    customer: { type: 'TELEPHONE_NUMBER', address: input.DestinationPhoneNumber },
    system: {
      type: 'TELEPHONE_NUMBER',
      address: input.SourcePhoneNumber ?? callerId?.number ?? phoneNumberArn(seed, callerIdNumberId ?? ''),
    },
    attributes: input.Attributes ?? {},
    segmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
    relatedContactId: input.RelatedContactId,
    clientToken: input.ClientToken,
    name: input.Name,
    description: input.Description,
    references: input.References,
    campaignId: input.CampaignId,
    trafficType: input.TrafficType ?? 'GENERAL',
    detectsAnsweringMachine: input.AnswerMachineDetectionConfig?.EnableAnswerMachineDetection ?? false,
    ringTimeoutSeconds: input.RingTimeoutInSeconds,
    transcript: spoken
      ? [{ ...systemMessage(made.id, made.at), contentType: 'text/plain', content: spoken, delivered: true }]
      : [],
  };
}

/** A customer who writes while no chat of theirs is open, to a number of the instance. */
export function newInboundContact(
  { subtype, customer, system }: { subtype: string; customer: string; system: Endpoint },
  made: Made & { optedOut: boolean },
): Contact {
  return {
    ...blank(made),
    channel: 'CHAT',
    subtype,
    initiationMethod: 'INBOUND',
    customer: { type: 'TELEPHONE_NUMBER', address: customer },
    system,
    attributes: {},
    segmentAttributes: { 'connect:Subtype': { ValueString: subtype } },
    customerStopped: made.optedOut,
    transcript: [],
  };
}

function blank({ id, at, flowId }: Made) {
  return {
    id,
    flowId,
    state: 'initiated',
    initiationMethod: 'API',
    nextContacts: [],
    tags: {},
    detectsAnsweringMachine: false,
    customerStopped: false,
    initiatedAt: at,
    updatedAt: at,
  } as const;
}

const systemMessage = (id: string, at: number) =>
  ({ id: messageId(id, 0), at, from: 'SYSTEM' }) as const satisfies Partial<TranscriptEntry>;

function firstMessage(
  input: StartChatInput,
  {
    id,
    at,
    optedOut,
    templated,
  }: Omit<Made, 'flowId'> & { optedOut: boolean; templated: string | undefined },
): TranscriptEntry[] {
  const message = input.InitialSystemMessage;
  const arrival = optedOut
    ? ({ delivered: false, dropped: 'opted_out' } as const)
    : ({ delivered: true } as const);
  const said = { ...systemMessage(id, at), ...arrival };
  if (message) return [{ ...said, contentType: message.ContentType, content: message.Content }];
  return templated === undefined ? [] : [{ ...said, contentType: 'text/plain', content: templated }];
}
