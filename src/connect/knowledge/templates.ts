import {
  GetMessageTemplateCommand,
  RenderMessageTemplateCommand,
  SearchMessageTemplatesCommand,
} from '@aws-sdk/client-qconnect';
import { LRUCache } from 'lru-cache';
import { CHANNELS, CHAT_CHANNELS, type ChatChannel } from '../../domain/channels/registry.ts';
import type { KnowledgeAnswer } from '../../domain/knowledge/answer.ts';
import type {
  Template,
  TemplateEntry,
  Templates,
  TemplateVersion,
} from '../../domain/templates/templates.ts';
import type { Knowledge } from './knowledge.ts';
import { createList } from './list.ts';
import { fillIn, placeholdersIn } from './placeholders.ts';
import { readable } from './readable.ts';
import { renderAnswer, searchAnswer, templateAnswer } from './shapes.ts';

/** Of a call that is waited for by somebody before a form. */
const DEADLINE_MS = 1000;

/** Of one that fills a list. */
const LIST_DEADLINE_MS = 10_000;

/** Source: Amazon Q in Connect API, MaxResults. */
const LARGEST_PAGE = 100;

/** A version does not change, but for what WhatsApp holds of it. */
const KEPT_MS = 5 * 60_000;
const MOST_KEPT = 500;

export function createTemplates(knowledge: Knowledge, knowledgeBaseId: string): Templates {
  const read = new LRUCache<string, Template>({ max: MOST_KEPT, ttl: KEPT_MS });
  const lists = createList<ChatChannel, TemplateEntry>(fetchAll);

  async function fetchAll(channel: ChatChannel): Promise<KnowledgeAnswer<TemplateEntry[]>> {
    const entries: TemplateEntry[] = [];
    let nextToken: string | undefined;
    do {
      const command = new SearchMessageTemplatesCommand({
        ...{ knowledgeBaseId, nextToken, maxResults: LARGEST_PAGE },
        searchExpression: {
          filters: [
            { name: 'channelSubtype', operator: 'EQUALS', values: [subtypeOf(channel)] },
            { name: 'qualifier', operator: 'EQUALS', values: ['$ACTIVE_VERSION'] },
          ],
        },
      });
      const page = await knowledge.ask('templates', (client, options) => client.send(command, options), {
        shape: searchAnswer,
        deadlineMs: LIST_DEADLINE_MS,
      });
      if (page.kind === 'unknown') return page;
      for (const { messageTemplateId: id, versionNumber: version, ...one } of page.value.results)
        if (version !== undefined && one.isActive !== false && one.channelSubtype === subtypeOf(channel))
          entries.push({
            id,
            version,
            name: one.name,
            status: one.sourceConfigurationSummary?.whatsApp?.status,
          });
      nextToken = page.value.nextToken;
    } while (nextToken);
    return { kind: 'known', value: entries.sort((a, b) => a.name.localeCompare(b.name)) };
  }

  async function readNow({ id, version }: TemplateVersion): Promise<KnowledgeAnswer<Template>> {
    const command = new GetMessageTemplateCommand({ knowledgeBaseId, messageTemplateId: `${id}:${version}` });
    const answer = await knowledge.ask('template', (client, options) => client.send(command, options), {
      shape: templateAnswer,
      deadlineMs: DEADLINE_MS,
    });
    if (answer.kind === 'unknown') return answer;
    const { name, channelSubtype, content, ...rest } = answer.value.messageTemplate;
    const channel = CHAT_CHANNELS.find((one) => subtypeOf(one) === channelSubtype);
    if (!channel) return { kind: 'unknown', trouble: 'gone' };
    const fallbacks = rest.defaultAttributes?.customAttributes ?? {};
    const text = readable(content, rest.sourceConfigurationSummary);
    const { own, fromElsewhere } = placeholdersIn([
      text,
      ...(rest.sourceConfigurationSummary?.whatsApp?.components ?? []),
    ]);
    const attributes = own.map((one) => ({ name: one, fallback: fallbacks[one] }));
    const status = rest.sourceConfigurationSummary?.whatsApp?.status;
    return { kind: 'known', value: { id, version, name, channel, status, attributes, fromElsewhere, text } };
  }

  return {
    knowledgeBaseId,
    list: lists.get,
    async read(version) {
      const key = `${version.id}:${version.version}`;
      const known = read.get(key);
      if (known) return { kind: 'known', value: known };
      const answer = await readNow(version);
      if (answer.kind === 'known') read.set(key, answer.value);
      return answer;
    },
    async render({ id, version }, values) {
      // Unlike Amazon Connect, it takes no empty value.
      const customAttributes = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
      const command = new RenderMessageTemplateCommand({
        knowledgeBaseId,
        messageTemplateId: `${id}:${version}`,
        attributes: { customAttributes },
      });
      const answer = await knowledge.ask('preview', (client, options) => client.send(command, options), {
        shape: renderAnswer,
        deadlineMs: DEADLINE_MS,
      });
      if (answer.kind === 'unknown') return answer;
      const { content, sourceConfigurationSummary } = answer.value;
      const text = readable(content, sourceConfigurationSummary);
      // How its parameters come back of WhatsApp is not documented, so what is still a gap is filled in here.
      return { kind: 'known', value: content.whatsApp ? fillIn(text, customAttributes) : text };
    },
  };
}

/** Source: Amazon Q in Connect API, ChannelSubtype. */
function subtypeOf(channel: ChatChannel): string {
  return CHANNELS[channel].subtype.replace('connect:', '').toUpperCase();
}
