import type { WebClient } from '@slack/web-api';
import { type Person, type Refusal, refusalOf } from '../domain/policy/people.ts';
import { TtlCache } from './ttl-cache.ts';

const MINUTES = 60_000;

/** Who may use the app; rejects when Slack does not say who somebody is. */
export interface Access {
  refusalOf(userId: string, teamId: string): Promise<Refusal | undefined>;
}

/** Looks people and user groups up, and keeps what it learns for five minutes. */
export function createAccess(client: WebClient, allowed: readonly string[]): Access {
  const people = new TtlCache<Person>(5 * MINUTES);
  const groups = new TtlCache<Set<string>>(5 * MINUTES);
  const allowedUsers = new Set(allowed.filter((id) => !id.startsWith('S')));
  const allowedGroups = allowed.filter((id) => id.startsWith('S'));

  const membersOf = (usergroup: string) =>
    groups.get(usergroup, async () => new Set((await client.usergroups.users.list({ usergroup })).users));

  async function isListed(userId: string): Promise<boolean> {
    if (allowed.length === 0 || allowedUsers.has(userId)) return true;
    const members = await Promise.all(allowedGroups.map(membersOf));
    return members.some((group) => group.has(userId));
  }

  return {
    async refusalOf(userId, teamId) {
      const [person, listed] = await Promise.all([
        people.get(userId, () => lookUp(client, userId)),
        isListed(userId),
      ]);
      return refusalOf(person, teamId, listed);
    },
  };
}

async function lookUp(client: WebClient, userId: string): Promise<Person> {
  const { user } = await client.users.info({ user: userId });
  return {
    id: userId,
    ...(user?.team_id && { teamId: user.team_id }),
    isBot: user?.is_bot === true,
    isGuest: user?.is_restricted === true || user?.is_ultra_restricted === true,
    isStranger: user?.is_stranger === true,
    isDeactivated: user?.deleted === true,
  };
}
