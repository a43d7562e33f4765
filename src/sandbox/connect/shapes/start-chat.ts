import * as z from 'zod';
import { chatMessage, overChannelLimit, SUPPORTED_CONTENT_TYPES } from './chat-message.ts';
import * as common from './common.ts';

const endpoint = <T extends string>(type: T) =>
  z.strictObject({ Type: z.literal(type), Address: common.text(1, 256) });

const templated = z.strictObject({
  KnowledgeBaseId: common.text(1, 500),
  MessageTemplateId: common.text(1, 500),
  TemplateAttributes: z.strictObject({
    CustomAttributes: z.record(common.text(1, 32_767), common.text(0, 32_767)).optional(),
    CustomerProfileAttributes: z.string().optional(),
  }),
});

const subtype = z.strictObject({ ValueString: z.enum(['connect:SMS', 'connect:WhatsApp']) });

/** `connect:Subtype` is asked for; user-defined keys hold letters, digits, - and _ only. */
const segmentAttributes = z
  .strictObject({ 'connect:Subtype': subtype })
  .catchall(common.segmentAttributeValue)
  .refine(
    (map) => Object.keys(map).every((key) => /^([A-Za-z0-9_-]{1,128}|connect:[A-Za-z]{1,120})$/.test(key)),
    {
      error: 'Attribute keys can include only alphanumeric, -, and _',
    },
  );

const contentTypes = z
  .array(z.enum(SUPPORTED_CONTENT_TYPES))
  .refine((types) => types.includes('text/plain'), { error: 'Content types must always contain text/plain' });

/** StartOutboundChatContact: AWS's model, and what its manual pages and channels add to it. */
export const startChatShape = z
  .strictObject({
    SourceEndpoint: endpoint('CONNECT_PHONENUMBER_ARN'),
    DestinationEndpoint: z.strictObject({ Type: z.literal('TELEPHONE_NUMBER'), Address: common.phoneNumber }),
    InstanceId: common.instanceId,
    SegmentAttributes: segmentAttributes,
    ContactFlowId: common.contactFlowId,
    Attributes: common.attributes.optional(),
    ChatDurationInMinutes: z.int().min(60).max(10_080).optional(),
    ParticipantDetails: z.strictObject({ DisplayName: common.text(1, 256) }).optional(),
    InitialSystemMessage: chatMessage.optional(),
    InitialTemplatedSystemMessage: templated.optional(),
    RelatedContactId: common.contactId.optional(),
    SupportedMessagingContentTypes: contentTypes.optional(),
    ClientToken: common.clientToken.optional(),
  })
  .superRefine((input, ctx) => {
    if (input.InitialSystemMessage && input.InitialTemplatedSystemMessage) {
      const message = 'Send InitialSystemMessage or InitialTemplatedSystemMessage, not both';
      ctx.addIssue({ code: 'custom', path: ['InitialTemplatedSystemMessage'], message });
    }
    const message = input.InitialSystemMessage;
    const max = message && overChannelLimit(input.SegmentAttributes['connect:Subtype'].ValueString, message);
    if (max !== undefined) {
      const path = ['InitialSystemMessage', 'Content'];
      ctx.addIssue({ code: 'custom', path, message: `The channel takes at most ${max} characters` });
    }
  });

export type StartChatInput = z.infer<typeof startChatShape>;
