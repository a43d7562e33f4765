import type {
  SegmentAttributeValue,
  StartOutboundChatContactCommandInput,
  StartOutboundVoiceContactCommandInput,
} from '@aws-sdk/client-connect';
import { CHANNELS } from '../domain/channels/registry.ts';
import type { ChatContactRequest, VoiceContactRequest } from '../domain/reach-out/reach-out.ts';

/** A chat contact in the words of StartOutboundChatContact. What was left empty is not sent. */
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
    ...(initialMessage && {
      InitialSystemMessage: { ContentType: initialMessage.contentType, Content: initialMessage.content },
    }),
    ...(template && {
      InitialTemplatedSystemMessage: {
        KnowledgeBaseId: template.knowledgeBaseId,
        MessageTemplateId: template.messageTemplateId,
        TemplateAttributes: {
          ...(template.customAttributes && { CustomAttributes: template.customAttributes }),
          ...(template.customerProfileAttributes && {
            CustomerProfileAttributes: template.customerProfileAttributes,
          }),
        },
      },
    }),
    ...(request.attributes && { Attributes: request.attributes }),
    ...(request.chatDurationInMinutes !== undefined && {
      ChatDurationInMinutes: request.chatDurationInMinutes,
    }),
    ...(displayName !== undefined && { ParticipantDetails: { DisplayName: displayName } }),
    ...(request.supportedMessagingContentTypes && {
      SupportedMessagingContentTypes: request.supportedMessagingContentTypes,
    }),
    ...(request.relatedContactId !== undefined && { RelatedContactId: request.relatedContactId }),
  };
}

/** A voice contact in the words of StartOutboundVoiceContact; the flow speaks the attribute `message`. */
export function toVoiceInput(
  request: VoiceContactRequest,
  clientToken: string,
): StartOutboundVoiceContactCommandInput {
  const { answerMachineDetection: detect, awaitAnswerMachinePrompt: awaitPrompt } = request;
  return {
    InstanceId: request.instanceId,
    ContactFlowId: request.contactFlowId,
    DestinationPhoneNumber: request.recipient,
    Attributes: { ...request.attributes, message: request.message },
    ClientToken: clientToken,
    ...(request.sourcePhoneNumber !== undefined && { SourcePhoneNumber: request.sourcePhoneNumber }),
    ...(request.queueId !== undefined && { QueueId: request.queueId }),
    ...(request.trafficType && { TrafficType: request.trafficType }),
    ...((detect !== undefined || awaitPrompt !== undefined) && {
      AnswerMachineDetectionConfig: {
        ...(detect !== undefined && { EnableAnswerMachineDetection: detect }),
        ...(awaitPrompt !== undefined && { AwaitAnswerMachinePrompt: awaitPrompt }),
      },
    }),
    ...(request.campaignId !== undefined && { CampaignId: request.campaignId }),
    ...(request.ringTimeoutInSeconds !== undefined && { RingTimeoutInSeconds: request.ringTimeoutInSeconds }),
    ...(request.name !== undefined && { Name: request.name }),
    ...(request.description !== undefined && { Description: request.description }),
    ...(request.references && { References: request.references }),
    ...(request.relatedContactId !== undefined && { RelatedContactId: request.relatedContactId }),
  };
}
