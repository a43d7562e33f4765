import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Obstacle, Places } from '../domain/policy/places.ts';
import { slackErrorOf } from './outcome.ts';

/**
 * Whether the app is in a conversation. It posts only where it is a member, public channels included:
 * there alone it can read its own messages back, to know whether a post that timed out went through.
 */
export function createPlaces(client: WebClient): Places {
  const answers = new LRUCache<string, Obstacle | 'none'>({
    max: 10_000,
    ttl: 5 * 60_000,
    fetchMethod: (placeId) => lookUp(client, placeId),
  });
  return {
    async obstacleTo(placeId) {
      const answer = await answers.fetch(placeId).catch(() => undefined);
      if (answer === 'none') return undefined;
      answers.delete(placeId);
      return answer;
    },
  };
}

async function lookUp(client: WebClient, placeId: string): Promise<Obstacle | 'none'> {
  try {
    const { channel } = await client.conversations.info({ channel: placeId });
    if (channel?.is_archived) return 'archived';
    return channel?.is_member === false && !channel.is_im ? 'not_a_member' : 'none';
  } catch (error) {
    // Slack hides private conversations, and direct messages between people, from apps that are not in them.
    if (slackErrorOf(error) === 'channel_not_found') return 'not_a_member';
    throw error;
  }
}
