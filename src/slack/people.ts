import type { UsersInfoResponse, WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { People, Person } from '../domain/policy/people.ts';
import { slackErrorOf } from './outcome.ts';

type User = NonNullable<UsersInfoResponse['user']>;

/** All of a person but whether they are listed, with every id that Slack has for them. */
type Known = Omit<Person, 'id' | 'isListed'> & { ids: string[] };

/** A failure is not an answer: the next to ask tries again. */
const KEPT = { max: 10_000, ttl: 5 * 60_000 };

/** Slack says so of accounts that are not there, and of those that the app may not see. */
const NOT_SHOWN = ['user_not_found', 'users_not_found', 'user_not_visible'];

/** Looks people and user groups up, and keeps what it learns for five minutes. */
export function createPeople(client: WebClient, teamId: string, allowed: readonly string[]): People {
  const people = new LRUCache<string, Known>({ ...KEPT, fetchMethod: (id) => lookUp(client, teamId, id) });
  const groups = new LRUCache<string, Set<string>>({ ...KEPT, fetchMethod: (id) => membersOf(client, id) });
  const allowedUsers = new Set(allowed.filter((id) => !id.startsWith('S')));
  const allowedGroups = allowed.filter((id) => id.startsWith('S'));

  return {
    async find(userId) {
      const members = Promise.all(allowedGroups.map((id) => groups.forceFetch(id)));
      // Whoever is listed by name needs no group.
      members.catch(() => {});
      const { ids, ...person } = await people.forceFetch(userId);
      const isNamed = allowed.length === 0 || ids.some((id) => allowedUsers.has(id));
      const isListed = isNamed || (await members).some((group) => ids.some((id) => group.has(id)));
      return { ...person, id: userId, isListed };
    },
  };
}

async function lookUp(client: WebClient, teamId: string, id: string): Promise<Known> {
  try {
    const { user } = await client.users.info({ user: id });
    return { ...describe(user ?? {}, teamId), ids: idsOf(id, user) };
  } catch (error) {
    if (!NOT_SHOWN.includes(slackErrorOf(error) ?? '')) throw error;
    return { ...describe({}, teamId), isUnknown: true, ids: [id] };
  }
}

function describe(user: User, teamId: string): Omit<Known, 'ids'> {
  return {
    isBot: user.is_bot === true,
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
    isForeign: user.is_stranger === true || !isOfTeam(user, teamId),
    isDeactivated: user.deleted === true,
    isUnknown: false,
  };
}

/** In Enterprise Grid one person may belong to several workspaces, of which `team_id` is one. */
function isOfTeam({ team_id, enterprise_user }: User, teamId: string): boolean {
  return !team_id || !teamId || team_id === teamId || enterprise_user?.teams?.includes(teamId) === true;
}

/** The workspace's own id and that of the organization. Source: Slack, user object, `enterprise_user.id`. */
function idsOf(asked: string, user: User | undefined): string[] {
  return [asked, user?.id, user?.enterprise_user?.id].filter((id) => id !== undefined);
}

async function membersOf(client: WebClient, usergroup: string): Promise<Set<string>> {
  return new Set((await client.usergroups.users.list({ usergroup })).users);
}
