import * as z from 'zod';
import { parseRequest } from '../../connect/parse-request.ts';
import { interpolate } from '../interpolate.ts';
import { requireEdition, requireKnowledgeBase } from '../knowledge.ts';
import { presentContent, presentSource } from '../present-template.ts';
import type { TemplateAttributes } from '../template.ts';
import type { QOperation } from './operation.ts';

/** Source: Q in Connect API, MessageTemplateAttributeValue. Unlike Amazon Connect, it takes no empty value. */
const value = z.string().min(1).max(32_767);
const endpoint = z.strictObject({ address: value.optional() });

const shape = z.strictObject({
  attributes: z.strictObject({
    systemAttributes: z
      .strictObject({ name: value, customerEndpoint: endpoint, systemEndpoint: endpoint })
      .partial()
      .exactOptional(),
    agentAttributes: z.strictObject({ firstName: value, lastName: value }).partial().exactOptional(),
    customerProfileAttributes: z
      .record(z.string(), z.union([value, z.record(z.string(), value)]))
      .exactOptional(),
    customAttributes: z.record(z.string().min(1).max(32_767), value).exactOptional(),
  }),
});

/** POST /knowledgeBases/{knowledgeBaseId}/messageTemplates/{messageTemplateId}/render. */
export const renderMessageTemplate: QOperation = ({ labels, body, note }, knowledge) => {
  const knowledgeBaseId = requireKnowledgeBase(knowledge, labels.knowledgeBaseId ?? '', 'MESSAGE_TEMPLATES');
  const { attributes } = parseRequest(shape, body, note, 'ValidationException');
  const { template, content } = requireEdition(knowledge, knowledgeBaseId, labels.messageTemplateId ?? '');
  const fill = (text: string) => interpolate(text, attributes satisfies TemplateAttributes, content.defaults);
  const filled = fill(content.text);
  const components = content.components?.map(fill);
  return {
    content: presentContent(template, filled.text),
    ...presentSource(template, {
      ...content,
      ...(components ? { components: components.map(({ text }) => text) } : {}),
    }),
    attributesNotInterpolated: [filled, ...(components ?? [])].flatMap(({ missing }) => missing),
  };
};
