import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Memberships } from '../domain/home/memberships.ts';
import { atMost } from '../domain/kernel/at-most.ts';
import type { Identity } from './identity.ts';

/** Slack takes fifty such calls and more a minute ("Rate limits", users.conversations, Tier 3). */
const KEPT = { ...atMost(10_000), ttl: 60_000 };

/** The most that Slack gives at a time. */
const PAGE = 999;
/** What a person is in beyond that is left out. */
const MOST_PAGES = 3;

export function createMemberships(
  client: WebClient,
  { isOrgWide }: Pick<Identity, 'isOrgWide'>,
): Memberships {
  const lookUpAll = isOrgWide ? lookUpEverywhere : lookUp;
  const places = new LRUCache<string, ReadonlySet<string>>({
    ...KEPT,
    fetchMethod: (userId) => lookUpAll(client, userId),
  });
  return {
    placesOf: (userId) => places.fetch(userId).catch(() => undefined),
    placesNow: (userId) => places.fetch(userId, { forceRefresh: true }).catch(() => undefined),
  };
}

/** With a token of a whole organization Slack wants to be told the workspace. Source: Slack, users.conversations, `team_id`. */
async function lookUpEverywhere(client: WebClient, userId: string): Promise<ReadonlySet<string>> {
  const { user } = await client.users.info({ user: userId });
  const teams = new Set([user?.team_id ?? [], user?.enterprise_user?.teams ?? []].flat());
  const all = await Promise.all([...teams].map((team) => lookUp(client, userId, team)));
  return new Set(all.flatMap((places) => [...places]));
}

/** Of private ones Slack gives those alone that the app is in as well. */
async function lookUp(client: WebClient, user: string, team_id?: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { channels = [], response_metadata } = await client.users.conversations({
      ...{ user, types: 'public_channel,private_channel,mpim', exclude_archived: true, limit: PAGE },
      ...(team_id && { team_id }),
      ...(cursor && { cursor }),
    });
    for (const { id } of channels) if (id) found.add(id);
    cursor = response_metadata?.next_cursor ?? '';
    if (!cursor) break;
  }
  return found;
}
