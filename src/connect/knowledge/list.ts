import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { KnowledgeAnswer, KnowledgeTrouble } from '../../domain/knowledge/answer.ts';

const FRESH_MS = 5 * 60_000;

/** What could not be fetched is tried again after this, when somebody asks for it. */
const RETRY_MS = 5_000;

/** Slack drops options that come after 3 s. */
const FIRST_FETCH_MS = 2500;

const MOST_LISTS = 100;

export interface List<Key extends string, Entry> {
  /** What is known, and anew behind it where that is old; the first time, it is waited for a little. */
  get(key: Key): Promise<KnowledgeAnswer<Entry[]>>;
  /** What is known, however old; nobody is asked. */
  known(key: Key): Entry[] | undefined;
}

export function createList<Key extends string, Entry>(
  fetchAll: (key: Key) => Promise<KnowledgeAnswer<Entry[]>>,
): List<Key, Entry> {
  const failed = new Map<Key, { trouble: KnowledgeTrouble; at: number }>();
  const lists = new LRUCache<Key, Entry[]>({
    max: MOST_LISTS,
    ttl: FRESH_MS,
    allowStale: true,
    noDeleteOnStaleGet: true,
    async fetchMethod(key) {
      const answer = await fetchAll(key);
      if (answer.kind === 'known') failed.delete(key);
      else failed.set(key, { trouble: answer.trouble, at: performance.now() });
      // Nothing where it can't be fetched: then what was known before stays.
      return answer.kind === 'known' ? answer.value : undefined;
    },
  });

  return {
    known: (key) => lists.peek(key, { allowStale: true }),
    async get(key) {
      const isTooSoon = performance.now() - (failed.get(key)?.at ?? Number.NEGATIVE_INFINITY) < RETRY_MS;
      const value = isTooSoon
        ? lists.get(key)
        : await Promise.race([lists.fetch(key), delay(FIRST_FETCH_MS, undefined, { ref: false })]);
      if (value) return { kind: 'known', value };
      return { kind: 'unknown', trouble: failed.get(key)?.trouble ?? 'away' };
    },
  };
}
