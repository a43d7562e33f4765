import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Log } from '../domain/kernel/log.ts';
import type { Whispers } from '../views/whispers.ts';
import type { SlackClients } from './clients.ts';
import { causeOf, outcomeOf } from './outcome.ts';

/** So many messages of a thread are shown above a reply. */
const MOST_RECENT = 5;

/** Messages of a thread are read a page at a time, its last page last. */
const PAGE = 200;

/** Another time Slack may take it. */
const MAY_CHANGE = ['unknown', 'slow_down', 'broken'];

export function createWhispers({ once, quick }: SlackClients, log: Log): Whispers {
  const names = new LRUCache<string, string>({
    ...{ max: 10_000, ttl: 60 * 60_000 },
    fetchMethod: (id) => askName(quick, id).catch(() => undefined),
  });
  return {
    async whisper({ placeId: channel, threadTs: thread_ts, userId: user }, message) {
      try {
        await once.chat.postEphemeral({ channel, thread_ts, user, ...message });
      } catch (error) {
        if (MAY_CHANGE.includes(outcomeOf(error).kind)) throw error;
        log.warn(causeOf(error), 'a person could not be told privately');
      }
    },
    async repliesSince(channel, ts, since) {
      const replies: object[] = [];
      const oldest = String(since.getTime() / 1000);
      let cursor: string | undefined;
      do {
        const page = { channel, ts, oldest, limit: PAGE, ...(cursor && { cursor }) };
        const { messages = [], response_metadata } = await quick.conversations.replies(page);
        replies.push(...messages);
        cursor = response_metadata?.next_cursor || undefined;
      } while (cursor);
      return replies;
    },
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
