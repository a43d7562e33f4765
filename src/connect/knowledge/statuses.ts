import { LRUCache } from 'lru-cache';
import type { KnowledgeAnswer } from '../../domain/knowledge/answer.ts';
import type { Template, TemplateEntry, TemplateStatus } from '../../domain/templates/templates.ts';

/** In a list, where it is read again as soon as one is chosen. */
const KEPT_MS = 30 * 60_000;
const MOST_KEPT = 2000;

/** Quotas are for all who read them. */
const AT_A_TIME = 3;

/** What failed is tried again after this, when somebody asks for it. */
const RETRY_MS = 5_000;

/** What WhatsApp holds of templates, which is told of each by itself. */
export function createStatuses(read: (entry: TemplateEntry) => Promise<KnowledgeAnswer<Template>>) {
  const known = new LRUCache<string, { status: TemplateStatus | undefined }>({
    max: MOST_KEPT,
    ttl: KEPT_MS,
  });
  let learning: Promise<void> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;

  const note = (id: string, status: TemplateStatus | undefined) => void known.set(id, { status });

  async function askEach(queue: TemplateEntry[]): Promise<void> {
    for (let entry = queue.shift(); entry; entry = queue.shift()) {
      const answer = await read(entry);
      if (answer.kind === 'known') note(entry.id, answer.value.status);
      else if (answer.trouble === 'gone') note(entry.id, undefined);
      else {
        failedAt = performance.now();
        queue.length = 0;
      }
    }
  }

  return {
    note,
    of: ({ id, status }: TemplateEntry) => status ?? known.get(id)?.status,
    /** Those that aren't known yet, a few at a time; nothing is thrown. */
    learn(entries: readonly TemplateEntry[]): Promise<void> {
      const queue = entries.filter(({ id, status }) => status === undefined && !known.has(id));
      if (queue.length === 0 || performance.now() - failedAt < RETRY_MS) return Promise.resolve();
      learning ??= Promise.all(Array.from({ length: AT_A_TIME }, () => askEach(queue)))
        .then(() => undefined)
        .finally(() => {
          learning = undefined;
        });
      return learning;
    },
  };
}
