import type { QuickResponse } from './quick-response.ts';
import type { Template } from './template.ts';

/** A knowledge base holds things of one type. */
export type KnowledgeBaseSeed = { id: string; name: string; type: 'MESSAGE_TEMPLATES' | 'QUICK_RESPONSES' };

/** The simulated account: its knowledge bases, and what is in them. */
export type QSeed = {
  accountId: string;
  region: string;
  knowledgeBases: readonly KnowledgeBaseSeed[];
  templates: readonly Template[];
  quickResponses: readonly QuickResponse[];
};

export function knowledgeBaseArn({ region, accountId }: QSeed, id: string): string {
  return `arn:aws:wisdom:${region}:${accountId}:knowledge-base/${id}`;
}

export function templateArn(seed: QSeed, { knowledgeBaseId, id }: Template): string {
  const { region, accountId } = seed;
  return `arn:aws:wisdom:${region}:${accountId}:message-template/${knowledgeBaseId}/${id}`;
}
