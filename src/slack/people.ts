import type { UsersInfoResponse, WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { type People, type Person, refusePerson } from '../domain/policy/people.ts';
import { slackErrorOf } from './outcome.ts';

type User = NonNullable<UsersInfoResponse['user']>;

/** All of a person but whether they are listed, with every id that Slack gives for them. */
type Known = Omit<Person, 'id' | 'isListed'> & {
  ids: string[];
  /** Of an organization (Enterprise Grid), where an account may have one id there and another in a workspace. */
  isOfOrganization: boolean;
};

/** A failure is not an answer: the next to ask tries again. */
const KEPT = { max: 10_000, ttl: 5 * 60_000 };

/** Slack says so of accounts that are not there, and of those that the app may not see. */
const NOT_SHOWN = ['user_not_found', 'users_not_found', 'user_not_visible'];

/** Listed people who are looked up at a time, where only that tells who they are; the rest when they are asked for next. */
const MOST_LOOK_UPS = 100;

/** Looks people and user groups up, and keeps what it learns for five minutes. */
export function createPeople(client: WebClient, teamId: string, allowed: readonly string[]): People {
  const people = new LRUCache<string, Known>({ ...KEPT, fetchMethod: (id) => lookUp(client, teamId, id) });
  const groups = new LRUCache<string, Set<string>>({ ...KEPT, fetchMethod: (id) => membersOf(client, id) });
  const allowedUsers = allowed.filter((id) => !id.startsWith('S'));
  const allowedGroups = allowed.filter((id) => id.startsWith('S'));

  /** What is known decides. @throws where nothing known allows them, and Slack did not answer for all. */
  async function isListed(who: Known, asked: Promise<PromiseSettledResult<Set<string>>[]>): Promise<boolean> {
    if (allowed.length === 0 || isOneOf(who, allowedUsers)) return true;
    const members = await asked;
    const listed = [...allowedUsers, ...answered(members).flatMap((group) => [...group])];
    if (isOneOf(who, listed)) return true;
    const others = listed.filter((id) => mayBe(who, id)).slice(0, MOST_LOOK_UPS);
    const found = await Promise.allSettled(others.map((id) => people.forceFetch(id)));
    if (answered(found).some(({ ids }) => isOneOf(who, ids))) return true;
    const failed = [...members, ...found].find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    return false;
  }

  return {
    async find(userId) {
      const members = Promise.allSettled(allowedGroups.map((id) => groups.forceFetch(id)));
      const who = await people.forceFetch(userId);
      const { ids, isOfOrganization, ...known } = who;
      const person = { ...known, id: userId, isListed: true };
      // Whoever may not anyway needs no list.
      return refusePerson(person) ? person : { ...person, isListed: await isListed(who, members) };
    },
  };
}

function isOneOf({ ids }: Known, listed: readonly string[]): boolean {
  return ids.some((id) => listed.includes(id));
}

/** Whether a listed id may be another one of theirs: of the other kind, or of whoever Slack gave a single one for. */
function mayBe({ ids, isOfOrganization }: Known, listed: string): boolean {
  return (isOfOrganization && ids.length === 1) || ids.every((id) => id[0] !== listed[0]);
}

function answered<T>(results: PromiseSettledResult<T>[]): T[] {
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
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

const SLACKBOT = 'USLACKBOT';

function describe(user: User, teamId: string): Omit<Known, 'ids'> {
  return {
    isOfOrganization: user.enterprise_user !== undefined,
    // Slack's own is none by what Slack says of it.
    isBot: user.is_bot === true || user.id === SLACKBOT,
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
  return [...new Set([asked, user?.id, user?.enterprise_user?.id])].filter((id) => id !== undefined);
}

/** A group that was deleted has none. */
async function membersOf(client: WebClient, usergroup: string): Promise<Set<string>> {
  try {
    return new Set((await client.usergroups.users.list({ usergroup })).users);
  } catch (error) {
    if (slackErrorOf(error) === 'no_such_subteam') return new Set();
    throw error;
  }
}
