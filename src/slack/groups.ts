import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { atMost } from '../domain/kernel/at-most.ts';
import type { Identity } from './identity.ts';
import { slackErrorOf } from './outcome.ts';

const KEPT = { ...atMost(10_000), ttl: 5 * 60_000 };

/** Of each group; undefined where Slack did not answer. */
export type Members = Map<string, Set<string> | undefined>;

/** Who is in user groups; kept for five minutes. */
export interface Groups {
  /** `who`: whom it is asked for. */
  membersOf(
    ids: readonly string[],
    who: Promise<{ teams: readonly string[] }>,
    options?: { forceRefresh: boolean },
  ): Promise<Members>;
}

/**
 * With a token of a whole organization Slack wants to be told the workspace: it is asked of those that the person
 * belongs to, until one knows the group. Source: Slack, usergroups.users.list, `team_id`.
 */
export function createGroups(client: WebClient, { isOrgWide }: Pick<Identity, 'isOrgWide'>): Groups {
  const groups = new LRUCache<string, Set<string>>({
    ...KEPT,
    fetchMethod: (key) => {
      const [usergroup = '', team_id] = key.split(' ');
      return lookUp(client, { usergroup, ...(team_id && { team_id }) });
    },
  });

  async function find(
    id: string,
    who: Promise<{ teams: readonly string[] }>,
    options: { forceRefresh?: boolean },
  ): Promise<Set<string>> {
    if (!isOrgWide) return groups.forceFetch(id, options);
    for (const team of (await who).teams) {
      const members = await groups.forceFetch(`${id} ${team}`, options);
      if (members.size > 0) return members;
    }
    return new Set();
  }

  return {
    membersOf: async (ids, who, options = { forceRefresh: false }) =>
      new Map(
        await Promise.all(
          ids.map(async (id) => [id, await find(id, who, options).catch(() => undefined)] as const),
        ),
      ),
  };
}

/** A group that was deleted has none. */
async function lookUp(
  client: WebClient,
  asked: { usergroup: string; team_id?: string },
): Promise<Set<string>> {
  try {
    return new Set((await client.usergroups.users.list(asked)).users);
  } catch (error) {
    if (slackErrorOf(error) === 'no_such_subteam') return new Set();
    throw error;
  }
}
