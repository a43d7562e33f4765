import { createHash } from 'node:crypto';
import { requireEdition, requireKnowledgeBase } from '../knowledge.ts';
import { presentContent, presentEdition } from '../present-template.ts';
import type { QOperation } from './operation.ts';

/** Each sort of attribute with how its variables begin; all others are custom ones. */
const SORTS = { SYSTEM: 'System.', AGENT: 'Agent.', CUSTOMER_PROFILE: 'Customer.' } as const;

/** GET /knowledgeBases/{knowledgeBaseId}/messageTemplates/{messageTemplateId}. */
export const getMessageTemplate: QOperation = ({ labels }, knowledge) => {
  const knowledgeBaseId = requireKnowledgeBase(knowledge, labels.knowledgeBaseId ?? '', 'MESSAGE_TEMPLATES');
  const edition = requireEdition(knowledge, knowledgeBaseId, labels.messageTemplateId ?? '');
  const { template, content } = edition;
  return {
    messageTemplate: {
      ...presentEdition(knowledge.seed, edition),
      content: presentContent(template, content.text),
      defaultAttributes: content.defaults,
      attributeTypes: sortsIn([content.text, ...(content.components ?? [])].join(' ')),
      messageTemplateContentSha256: createHash('sha256').update(content.text).digest('hex'),
    },
  };
};

function sortsIn(text: string): string[] {
  const names = [...text.matchAll(/\{\{\s*Attributes\.([^{}]+?)\s*\}\}/g)].map(([, name = '']) => name);
  const sortOf = (name: string) =>
    Object.entries(SORTS).find(([, beginning]) => name.startsWith(beginning))?.[0] ?? 'CUSTOM';
  return [...new Set(names.map(sortOf))];
}
