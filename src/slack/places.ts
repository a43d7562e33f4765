import type { ConversationsInfoResponse, WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { atMost } from '../domain/kernel/at-most.ts';
import type { Obstacle, Place, Places } from '../domain/policy/places.ts';
import { slackErrorOf } from './outcome.ts';

type Channel = NonNullable<ConversationsInfoResponse['channel']>;

/**
 * Whether the app is in a conversation, and who else is. It posts only where it is a member, public channels
 * included: there alone it can read its own messages back, to know whether a post that timed out went through.
 */
export function createPlaces(client: WebClient): Places {
  const places = new LRUCache<string, Place, string | undefined>({
    ...atMost(10_000),
    ttl: 5 * 60_000,
    fetchMethod: (placeId, _, { context: name }) => lookUp(client, placeId, name),
  });
  return {
    async find(placeId, name) {
      const place = await places.fetch(placeId, { context: name }).catch(() => undefined);
      if (place?.obstacle) places.delete(placeId);
      return place;
    },
  };
}

async function lookUp(client: WebClient, placeId: string, name: string | undefined): Promise<Place> {
  try {
    const { channel = {} } = await client.conversations.info({ channel: placeId });
    const obstacle = obstacleIn(channel);
    const isShared = channel.is_ext_shared || channel.is_pending_ext_shared;
    return { ...(obstacle && { obstacle }), ...(isShared && { sharedAs: nameOf(channel) }) };
  } catch (error) {
    // Slack hides private conversations, and direct messages between people, from apps that are not in them.
    if (slackErrorOf(error) !== 'channel_not_found') throw error;
    return { obstacle: hiddenAs(placeId, name) };
  }
}

function obstacleIn({ is_archived, is_member, is_im, is_mpim }: Channel): Obstacle | undefined {
  if (is_archived) return 'archived';
  if (is_member !== false || is_im) return undefined;
  return is_mpim ? 'group_message' : 'not_a_member';
}

/** Source: Slack, slash commands: `channel_name` is `privategroup`, or begins with `mpdm-` in a group message. */
function hiddenAs(placeId: string, name: string | undefined): Obstacle {
  if (placeId.startsWith('D')) return 'direct_message';
  if (name === undefined) return 'hidden';
  return name.startsWith('mpdm-') ? 'group_message' : 'not_a_member';
}

/** Group messages are named after who is in them, in a way that nobody reads. */
function nameOf({ name, is_mpim }: Channel): string {
  return name && !is_mpim ? `#${name}` : '';
}
