import { requireKnowledgeBase } from '../knowledge.ts';
import { presentSetting, presentTemplate } from '../present-template.ts';
import type { QOperation } from './operation.ts';
import { pageOf } from './page-of.ts';

/** GET /knowledgeBases/{knowledgeBaseId}/messageTemplates. Of WhatsApp, it does not tell the status. */
export const listMessageTemplates: QOperation = ({ labels, query }, knowledge) => {
  const id = requireKnowledgeBase(knowledge, labels.knowledgeBaseId ?? '', 'MESSAGE_TEMPLATES');
  const templates = [...knowledge.templates.values()].filter(({ knowledgeBaseId }) => knowledgeBaseId === id);
  const { page, nextToken } = pageOf(templates, query);
  return {
    messageTemplateSummaries: page.map((template) => ({
      ...presentTemplate(knowledge.seed, template),
      activeVersionNumber: template.active,
      ...presentSetting(template),
    })),
    nextToken,
  };
};
