import { setTimeout as delay } from 'node:timers/promises';
import { GetMessageTemplateCommand, RenderMessageTemplateCommand } from '@aws-sdk/client-qconnect';
import { LRUCache } from 'lru-cache';
import { CHANNELS } from '../../domain/channels/registry.ts';
import type { KnowledgeAnswer } from '../../domain/knowledge/answer.ts';
import type {
  AttributeValues,
  Rendered,
  Template,
  Templates,
  TemplateVersion,
} from '../../domain/templates/templates.ts';
import { idToSend } from './id-to-send.ts';
import type { Knowledge } from './knowledge.ts';
import { createList } from './list.ts';
import { fillIn, plainName } from './placeholders.ts';
import { hidesGaps, readEdition } from './read-edition.ts';
import { readable } from './readable.ts';
import { type Edition, renderAnswer, templateAnswer } from './shapes.ts';
import { createStatuses } from './statuses.ts';
import { fetchTemplates, type ListedTemplate } from './template-list.ts';

/** Of a call that is waited for by somebody before a form. */
const DEADLINE_MS = 1000;

/** Of one that nobody waits for. */
const BEHIND_MS = 10_000;

/** Slack drops options that come after 3 s. */
const OPTIONS_MS = 2500;

const KEPT_MS = 5 * 60_000;
const MOST_KEPT = 500;

/** There is one list, of which each channel has its part. */
const ALL = 'all';

/** Source: Amazon Q in Connect API, GetMessageTemplate. */
const ACTIVE = '$ACTIVE_VERSION';

export function createTemplates(knowledge: Knowledge, knowledgeBaseId: string): Templates {
  const read = new LRUCache<string, Template>({ max: MOST_KEPT, ttl: KEPT_MS });
  const lists = createList<typeof ALL, ListedTemplate>(() => fetchTemplates(knowledge, knowledgeBaseId));
  const statuses = createStatuses(async (entry) => keep(entry, await get(activeOf(entry), BEHIND_MS)));

  async function get(messageTemplateId: string, deadlineMs = DEADLINE_MS): Promise<KnowledgeAnswer<Edition>> {
    const command = new GetMessageTemplateCommand({ knowledgeBaseId, messageTemplateId });
    const send = await knowledge.ask('template', (client, options) => client.send(command, options), {
      shape: templateAnswer,
      deadlineMs,
    });
    return send.kind === 'known' ? { kind: 'known', value: send.value.messageTemplate } : send;
  }

  async function keep(
    version: TemplateVersion,
    answer: KnowledgeAnswer<Edition>,
  ): Promise<KnowledgeAnswer<Template>> {
    if (answer.kind === 'unknown') return answer;
    const edition = answer.value;
    const empty = hidesGaps(edition) ? await render(version, {}) : undefined;
    const listed = lists.known(ALL)?.find(({ id }) => id === version.id);
    const left = empty?.kind === 'known' ? empty.value.left : [];
    const template = readEdition({ ...version, ...listed }, edition, left);
    if (!template) return { kind: 'unknown', trouble: 'gone' };
    statuses.note(template.id, template.status);
    read.set(template.id, template);
    return { kind: 'known', value: template };
  }

  async function render(
    version: TemplateVersion,
    values: AttributeValues,
  ): Promise<KnowledgeAnswer<Rendered>> {
    // Unlike Amazon Connect, it takes no empty value.
    const customAttributes = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
    const command = new RenderMessageTemplateCommand({
      knowledgeBaseId,
      messageTemplateId: activeOf(version),
      attributes: { customAttributes },
    });
    const answer = await knowledge.ask('preview', (client, options) => client.send(command, options), {
      shape: renderAnswer,
      deadlineMs: DEADLINE_MS,
    });
    if (answer.kind === 'unknown') return answer;
    const { content, sourceConfigurationSummary, attributesNotInterpolated } = answer.value;
    const text = readable(content, sourceConfigurationSummary);
    const left = attributesNotInterpolated.map(plainName);
    // How its parameters come back of WhatsApp is not documented, so what is still a gap is filled in here.
    return {
      kind: 'known',
      value: { text: content.whatsApp ? fillIn(text, customAttributes) : text, left },
    };
  }

  return {
    knowledgeBaseId,
    async list(channel) {
      const began = performance.now();
      const listed = await lists.get(ALL);
      if (listed.kind === 'unknown') return listed;
      const entries = listed.value.filter((entry) => entry.channel === channel);
      if (CHANNELS[channel].hasTemplateStatus) {
        const left = Math.max(0, OPTIONS_MS - (performance.now() - began));
        await Promise.race([statuses.learn(entries), delay(left, undefined, { ref: false })]);
      }
      const value = entries.map((entry) => ({ ...entry, status: statuses.of(entry) }));
      return { kind: 'known', value };
    },
    async read(version) {
      const known = read.get(version.id);
      return known ? { kind: 'known', value: known } : keep(version, await get(activeOf(version)));
    },
    async confirm(version) {
      const [active, latest] = await Promise.all([get(activeOf(version)), get(version.id)]);
      const template = await keep(version, active);
      if (template.kind === 'unknown' || active.kind === 'unknown') return template;
      const sendAs = idToSend(template.value, active.value, latest);
      return { kind: 'known', value: { ...template.value, sendAs } };
    },
    render,
  };
}

function activeOf({ id }: TemplateVersion): string {
  return `${id}:${ACTIVE}`;
}
