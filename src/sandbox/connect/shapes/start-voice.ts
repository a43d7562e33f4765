import * as z from 'zod';
import * as common from './common.ts';

/** Of the model's reference types, those that the operation's manual allows here. */
const reference = z.strictObject({
  Type: z.enum(['URL', 'NUMBER', 'STRING', 'DATE', 'EMAIL']),
  Value: common.text(0, 4096).optional(),
  Status: z.enum(['AVAILABLE', 'DELETED', 'APPROVED', 'REJECTED', 'PROCESSING', 'FAILED']).optional(),
  Arn: common
    .text(20, 256)
    .regex(/^[-:/A-Za-z0-9]+/)
    .optional(),
  StatusReason: common.text(0, 100).optional(),
});

const answerMachineDetection = z.strictObject({
  EnableAnswerMachineDetection: z.boolean().optional(),
  AwaitAnswerMachinePrompt: z.boolean().optional(),
});

/** StartOutboundVoiceContact: AWS's model, and what its manual page adds to it. */
export const startVoiceShape = z
  .strictObject({
    DestinationPhoneNumber: common.phoneNumber,
    ContactFlowId: common.contactFlowId,
    InstanceId: common.instanceId,
    SourcePhoneNumber: common.phoneNumber.optional(),
    QueueId: z.string().optional(),
    Attributes: common.attributes.optional(),
    TrafficType: z.enum(['GENERAL', 'CAMPAIGN']).optional(),
    AnswerMachineDetectionConfig: answerMachineDetection.optional(),
    CampaignId: common.text(1, 100).optional(),
    RingTimeoutInSeconds: z.int().min(15).max(60).optional(),
    Name: common.text(0, 1024).optional(),
    Description: common.text(0, 4096).optional(),
    References: z.record(common.text(1, 4096), reference).optional(),
    RelatedContactId: common.contactId.optional(),
    OutboundStrategy: z.unknown().optional(),
    ClientToken: common.clientToken.optional(),
  })
  .superRefine((input, ctx) => {
    const fault = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
    if (!input.SourcePhoneNumber && !input.QueueId) {
      fault('SourcePhoneNumber', 'Specify SourcePhoneNumber or QueueId');
    }
    if (
      input.AnswerMachineDetectionConfig?.EnableAnswerMachineDetection &&
      input.TrafficType !== 'CAMPAIGN'
    ) {
      fault('TrafficType', 'Answering machine detection needs TrafficType CAMPAIGN');
    }
    if (input.OutboundStrategy !== undefined) {
      fault('OutboundStrategy', 'Only outbound campaigns may set OutboundStrategy');
    }
  });

export type StartVoiceInput = z.infer<typeof startVoiceShape>;
