import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { People, Person } from '../domain/policy/people.ts';

type Known = Omit<Person, 'isListed'>;

/** A failure is not an answer: the next to ask tries again. */
const KEPT = { max: 10_000, ttl: 5 * 60_000 };

/** Looks people and user groups up, and keeps what it learns for five minutes. */
export function createPeople(client: WebClient, teamId: string, allowed: readonly string[]): People {
  const people = new LRUCache<string, Known>({ ...KEPT, fetchMethod: (id) => lookUp(client, teamId, id) });
  const groups = new LRUCache<string, Set<string>>({ ...KEPT, fetchMethod: (id) => membersOf(client, id) });
  const allowedUsers = new Set(allowed.filter((id) => !id.startsWith('S')));
  const allowedGroups = allowed.filter((id) => id.startsWith('S'));

  async function isListed(userId: string): Promise<boolean> {
    if (allowed.length === 0 || allowedUsers.has(userId)) return true;
    const members = await Promise.all(allowedGroups.map((id) => groups.forceFetch(id)));
    return members.some((group) => group.has(userId));
  }

  return {
    async find(userId) {
      const [person, listed] = await Promise.all([people.forceFetch(userId), isListed(userId)]);
      return { ...person, isListed: listed };
    },
  };
}

async function lookUp(client: WebClient, teamId: string, id: string): Promise<Known> {
  const { user } = await client.users.info({ user: id });
  return {
    id,
    isBot: user?.is_bot === true,
    isGuest: user?.is_restricted === true || user?.is_ultra_restricted === true,
    isForeign: user?.is_stranger === true || (user?.team_id !== undefined && user.team_id !== teamId),
    isDeactivated: user?.deleted === true,
  };
}

async function membersOf(client: WebClient, usergroup: string): Promise<Set<string>> {
  return new Set((await client.usergroups.users.list({ usergroup })).users);
}
