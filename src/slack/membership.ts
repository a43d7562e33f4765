import type { WebClient } from '@slack/web-api';
import { slackErrorOf } from './outcome.ts';
import { TtlCache } from './ttl-cache.ts';

const MINUTES = 60_000;

/** Why the app cannot post somewhere. */
export type NoPosting = 'not_a_member' | 'archived';

export interface Membership {
  /**
   * Undefined when the app can post there, or when Slack did not say: then posting will tell. A refusal
   * is asked for anew each time, because the person is told how to end it.
   */
  obstacleTo(placeId: string): Promise<NoPosting | undefined>;
}

/**
 * Whether the app is in a conversation. It posts only where it is a member, public channels included:
 * there alone it can read its own messages back, to know whether a post that timed out went through.
 */
export function createMembership(client: WebClient): Membership {
  const obstacles = new TtlCache<NoPosting | undefined>(5 * MINUTES);
  return {
    async obstacleTo(placeId) {
      const obstacle = await obstacles.get(placeId, () => lookUp(client, placeId)).catch(() => undefined);
      if (obstacle) obstacles.forget(placeId);
      return obstacle;
    },
  };
}

async function lookUp(client: WebClient, placeId: string): Promise<NoPosting | undefined> {
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
