import type { ConversationsRepliesResponse, WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { atMost } from '../domain/kernel/at-most.ts';
import type { Log } from '../domain/kernel/log.ts';
import type { Recent, Whispers } from '../views/whispers.ts';
import type { SlackClients } from './clients.ts';
import { EVENT_TYPE } from './find-part.ts';
import { causeOf, outcomeOf } from './outcome.ts';

/** So many messages of a thread are shown above a reply. */
const MOST_RECENT = 5;

/** Messages of a thread are read a page at a time, its last page last; of one with more pages none are shown. */
const PAGE = 200;
const MOST_PAGES = 10;

/** Another time Slack may take it. */
const MAY_CHANGE = ['unknown', 'slow_down', 'broken'];

export function createWhispers({ once, quick }: SlackClients, log: Log): Whispers {
  const names = new LRUCache<string, string>({
    ...atMost(10_000),
    ttl: 60 * 60_000,
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
        return await readLast(quick, { channel, ts, limit: PAGE });
      } catch {
        // The form is good without them.
        return [];
      }
    },
  };
}

async function readLast(
  client: WebClient,
  thread: { channel: string; ts: string; limit: number },
): Promise<Recent[]> {
  let last: Recent[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { messages = [], response_metadata } = await client.conversations.replies({
      ...{ ...thread, include_all_metadata: true },
      ...(cursor && { cursor }),
    });
    // Its head comes with every page.
    const replies = messages.filter(({ ts }) => ts !== thread.ts).flatMap(recentFrom);
    last = [...last, ...replies].slice(-MOST_RECENT);
    cursor = response_metadata?.next_cursor || undefined;
    if (!cursor) return last;
  }
  return [];
}

type Reply = NonNullable<ConversationsRepliesResponse['messages']>[number];

/** Nothing of what we tell of the contact. */
function recentFrom({ text, user, bot_id, metadata }: Reply): Recent[] {
  const isOurs = metadata?.event_type === EVENT_TYPE;
  const { part } = (metadata?.event_payload ?? {}) as { part?: unknown };
  if (!text || (isOurs && !/^(?:message|reply):/.test(String(part)))) return [];
  return [{ text: user && !bot_id ? `<@${user}>: ${text}` : text, isOurs }];
}

async function askName(client: WebClient, user: string): Promise<string | undefined> {
  const { user: { profile, real_name, name } = {} } = await client.users.info({ user });
  return profile?.display_name || profile?.real_name || real_name || name;
}
