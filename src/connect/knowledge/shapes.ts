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

export const searchAnswer = z.object({
  results: z.array(
    z.object({
      messageTemplateId: z.string(),
      name: z.string(),
      channelSubtype: z.string(),
      versionNumber: z.int().optional(),
      isActive: z.boolean().optional(),
      sourceConfigurationSummary: source.optional(),
    }),
  ),
  nextToken: z.string().optional(),
});

export const templateAnswer = z.object({
  messageTemplate: z.object({
    name: z.string(),
    channelSubtype: z.string(),
    content: content.default({}),
    defaultAttributes: z.object({ customAttributes: z.record(z.string(), z.string()).optional() }).optional(),
    sourceConfigurationSummary: source.optional(),
  }),
});

export const renderAnswer = z.object({
  content: content.default({}),
  sourceConfigurationSummary: source.optional(),
});
