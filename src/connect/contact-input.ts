import type {
  SegmentAttributeValue,
  StartOutboundChatContactCommandInput,
  StartOutboundVoiceContactCommandInput,
} from '@aws-sdk/client-connect';
import { CHANNELS } from '../domain/channels/registry.ts';
import type { ChatContactRequest, VoiceContactRequest } from '../domain/contact/contact-request.ts';

/** A chat contact in the words of StartOutboundChatContact. What was left empty is undefined, and so not sent. */
export function toChatInput(
  request: ChatContactRequest,
  clientToken: string,
): StartOutboundChatContactCommandInput {
  const { initialMessage, template, displayName } = request;
  return {
    InstanceId: request.instanceId,
    ContactFlowId: request.contactFlowId,
    SourceEndpoint: { Type: 'CONNECT_PHONENUMBER_ARN', Address: request.sourceArn },
    DestinationEndpoint: { Type: 'TELEPHONE_NUMBER', Address: request.recipient },
    SegmentAttributes: {
      ...(request.segmentAttributes as Record<string, SegmentAttributeValue> | undefined),
      'connect:Subtype': { ValueString: CHANNELS[request.channel].subtype },
    },
    ClientToken: clientToken,
    InitialSystemMessage: initialMessage && {
      ContentType: initialMessage.contentType,
      Content: initialMessage.content,
    },
    InitialTemplatedSystemMessage: template && {
      KnowledgeBaseId: template.knowledgeBaseId,
      MessageTemplateId: template.messageTemplateId,
      TemplateAttributes: {
        CustomAttributes: template.customAttributes,
        CustomerProfileAttributes: template.customerProfileAttributes,
      },
    },
    Attributes: request.attributes,
    ChatDurationInMinutes: request.chatDurationInMinutes,
    ParticipantDetails: displayName === undefined ? undefined : { DisplayName: displayName },
    SupportedMessagingContentTypes: request.supportedMessagingContentTypes,
    RelatedContactId: request.relatedContactId,
  };
}

/** A voice contact in the words of StartOutboundVoiceContact; the flow speaks the attribute `message`. */
export function toVoiceInput(
  request: VoiceContactRequest,
  clientToken: string,
): StartOutboundVoiceContactCommandInput {
  const { answerMachineDetection: detect, awaitAnswerMachinePrompt: awaitPrompt } = request;
  const isDetectionSet = detect !== undefined || awaitPrompt !== undefined;
  return {
    InstanceId: request.instanceId,
    ContactFlowId: request.contactFlowId,
    DestinationPhoneNumber: request.recipient,
    Attributes: { ...request.attributes, message: request.message },
    ClientToken: clientToken,
    SourcePhoneNumber: request.sourcePhoneNumber,
    QueueId: request.queueId,
    TrafficType: request.trafficType,
    AnswerMachineDetectionConfig: isDetectionSet
      ? { EnableAnswerMachineDetection: detect, AwaitAnswerMachinePrompt: awaitPrompt }
      : undefined,
    CampaignId: request.campaignId,
    RingTimeoutInSeconds: request.ringTimeoutInSeconds,
    Name: request.name,
    Description: request.description,
    References: request.references,
    RelatedContactId: request.relatedContactId,
  };
}
