import { ListMessageTemplatesCommand } from '@aws-sdk/client-qconnect';
import type { ChatChannel } from '../../domain/channels/registry.ts';
import type { KnowledgeAnswer } from '../../domain/knowledge/answer.ts';
import type { TemplateEntry } from '../../domain/templates/templates.ts';
import type { Knowledge } from './knowledge.ts';
import { listAnswer, summary } from './shapes.ts';
import { channelOfSubtype } from './subtypes.ts';

/** Of a call that fills the list. */
const DEADLINE_MS = 10_000;

/** Source: Amazon Q in Connect API, MaxResults. */
const LARGEST_PAGE = 100;

export interface ListedTemplate extends TemplateEntry {
  channel: ChatChannel;
}

/** All that have an active version and are for a chat, by name. */
export async function fetchTemplates(
  knowledge: Knowledge,
  knowledgeBaseId: string,
): Promise<KnowledgeAnswer<ListedTemplate[]>> {
  const listed: ListedTemplate[] = [];
  let nextToken: string | undefined;
  do {
    const command = new ListMessageTemplatesCommand({ knowledgeBaseId, nextToken, maxResults: LARGEST_PAGE });
    const page = await knowledge.ask('templates', (client, options) => client.send(command, options), {
      shape: listAnswer,
      deadlineMs: DEADLINE_MS,
    });
    if (page.kind === 'unknown') return page;
    listed.push(...page.value.messageTemplateSummaries.flatMap(readSummary));
    const token = page.value.nextToken;
    nextToken = token === nextToken ? undefined : token;
  } while (nextToken);
  return { kind: 'known', value: listed.sort((a, b) => a.name.localeCompare(b.name)) };
}

/** Nothing of one that is no more than a draft, or not for a chat. */
function readSummary(found: unknown): ListedTemplate[] {
  const read = summary.safeParse(found);
  const channel = read.success ? channelOfSubtype(read.data.channelSubtype) : undefined;
  if (!read.success || !channel) return [];
  const { messageTemplateId: id, activeVersionNumber: version, name, ...rest } = read.data;
  return [{ id, version, name, channel, status: rest.sourceConfigurationSummary?.whatsApp?.status }];
}
