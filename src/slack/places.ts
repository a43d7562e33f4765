import type { WebClient } from '@slack/web-api';
import type { Obstacle, Places } from '../domain/policy/places.ts';
import { slackErrorOf } from './outcome.ts';
import { TtlCache } from './ttl-cache.ts';

const MINUTES = 60_000;

/**
 * Whether the app is in a conversation. It posts only where it is a member, public channels included:
 * there alone it can read its own messages back, to know whether a post that timed out went through.
 */
export function createPlaces(client: WebClient): Places {
  const obstacles = new TtlCache<Obstacle | undefined>(5 * MINUTES);
  return {
    async obstacleTo(placeId) {
      const obstacle = await obstacles.get(placeId, () => lookUp(client, placeId)).catch(() => undefined);
      if (obstacle) obstacles.forget(placeId);
      return obstacle;
    },
  };
}

async function lookUp(client: WebClient, placeId: string): Promise<Obstacle | undefined> {
  try {
    const { channel } = await client.conversations.info({ channel: placeId });
    if (channel?.is_archived) return 'archived';
    return channel?.is_member === false && !channel.is_im ? 'not_a_member' : undefined;
  } catch (error) {
    // Slack hides private conversations, and direct messages between people, from apps that are not in them.
    if (slackErrorOf(error) === 'channel_not_found') return 'not_a_member';
    throw error;
  }
}
