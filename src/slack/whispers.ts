import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Whispers } from '../views/whispers.ts';
import type { SlackClients } from './clients.ts';

/** So many messages of a thread are shown above a reply. */
const MOST_RECENT = 5;

/** Messages of a thread are read a page at a time, its last page last. */
const PAGE = 200;

export function createWhispers({ once, quick }: SlackClients): Whispers {
  const names = new LRUCache<string, string>({
    ...{ max: 10_000, ttl: 60 * 60_000 },
    fetchMethod: (id) => askName(quick, id).catch(() => undefined),
  });
  return {
    whisper: ({ placeId: channel, threadTs: thread_ts, userId: user }, message) =>
      once.chat.postEphemeral({ channel, thread_ts, user, ...message }),
    nameOf: (userId) => names.fetch(userId),
    async recentOf(channel, ts) {
      try {
        const { messages = [] } = await quick.conversations.replies({ channel, ts, limit: PAGE });
        return messages
          .slice(1)
          .slice(-MOST_RECENT)
          .flatMap(({ text }) => text || []);
      } catch {
        // The form is good without them.
        return [];
      }
    },
  };
}

async function askName(client: WebClient, user: string): Promise<string | undefined> {
  const { user: { profile, real_name, name } = {} } = await client.users.info({ user });
  return profile?.display_name || profile?.real_name || real_name || name;
}
