import type { WebClient } from '@slack/web-api';
import type { People, Person } from '../domain/policy/people.ts';
import { TtlCache } from './ttl-cache.ts';

const MINUTES = 60_000;

/** Looks people and user groups up, and keeps what it learns for five minutes. */
export function createPeople(client: WebClient, teamId: string, allowed: readonly string[]): People {
  const people = new TtlCache<Omit<Person, 'isListed'>>(5 * MINUTES);
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
    async find(userId) {
      const [person, listed] = await Promise.all([
        people.get(userId, () => lookUp(client, teamId, userId)),
        isListed(userId),
      ]);
      return { ...person, isListed: listed };
    },
  };
}

async function lookUp(client: WebClient, teamId: string, id: string): Promise<Omit<Person, 'isListed'>> {
  const { user } = await client.users.info({ user: id });
  return {
    id,
    isBot: user?.is_bot === true,
    isGuest: user?.is_restricted === true || user?.is_ultra_restricted === true,
    isForeign: user?.is_stranger === true || (user?.team_id !== undefined && user.team_id !== teamId),
    isDeactivated: user?.deleted === true,
  };
}
