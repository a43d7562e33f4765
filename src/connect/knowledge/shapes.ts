import * as z from 'zod';

/* What is read of the answers of Amazon Q in Connect; what else is in them is left. */

const source = z.object({
  whatsApp: z
    .object({
      status: z.enum(['VALID', 'INVALID', 'REJECTED']).optional().catch(undefined),
      components: z.array(z.string()).optional(),
    })
    .optional(),
});

const content = z.object({
  sms: z
    .object({
      body: z.object({ plainText: z.object({ content: z.string().optional() }).optional() }).optional(),
    })
    .optional(),
  whatsApp: z.object({ data: z.string().optional() }).optional(),
});

export type Source = z.infer<typeof source>;
export type Content = z.infer<typeof content>;

/** Of WhatsApp, AWS's model has no status here; where it comes all the same, it needs no second call. */
export const summary = z.object({
  messageTemplateId: z.string(),
  name: z.string(),
  channelSubtype: z.string(),
  activeVersionNumber: z.int().positive(),
  sourceConfigurationSummary: source.optional().catch(undefined),
});

export const listAnswer = z.object({
  messageTemplateSummaries: z.array(z.unknown()),
  nextToken: z.string().optional(),
});

export const templateAnswer = z.object({
  messageTemplate: z.object({
    name: z.string().optional(),
    channelSubtype: z.string().optional(),
    versionNumber: z.int().positive().optional(),
    content: content.default({}),
    attributeTypes: z.array(z.string()).default([]),
    defaultAttributes: z.object({ customAttributes: z.record(z.string(), z.string()).optional() }).optional(),
    sourceConfigurationSummary: source.optional(),
  }),
});

/** A template, as one of its versions has it. */
export type Edition = z.infer<typeof templateAnswer>['messageTemplate'];

export const renderAnswer = z.object({
  content: content.default({}),
  sourceConfigurationSummary: source.optional(),
  attributesNotInterpolated: z.array(z.string()).default([]),
});
