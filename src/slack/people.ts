import type { UsersInfoResponse, WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { atMost } from '../domain/kernel/at-most.ts';
import type { Whereabouts } from '../domain/phone/home.ts';
import { type People, type Person, refusePerson } from '../domain/policy/people.ts';
import { createGroups, type Members } from './groups.ts';
import type { Identity } from './identity.ts';
import { slackErrorOf } from './outcome.ts';

type User = NonNullable<UsersInfoResponse['user']>;

/** All of a person but whether they are listed, with every id that Slack gives for them. */
type Known = Omit<Person, 'id' | 'isListed' | 'names' | 'unsure'> & {
  ids: string[];
  /** The workspaces that they belong to. */
  teams: string[];
  /** Of an organization (Enterprise Grid), where an account may have one id there and another in a workspace. */
  isOfOrganization: boolean;
  whereabouts: Whereabouts;
};

/** Where the app is installed. */
type Ours = Pick<Identity, 'teamId' | 'enterpriseId' | 'isOrgWide'>;

/** A failure is not an answer: the next to ask tries again. */
const KEPT = { ...atMost(10_000), ttl: 5 * 60_000 };

/** Slack says so of accounts that are not there, and of those that the app may not see. */
const NOT_SHOWN = ['user_not_found', 'users_not_found', 'user_not_visible'];

/** Listed people who are looked up at a time, where only that tells who they are; the rest when they are asked for next. */
const MOST_LOOK_UPS = 100;

/** Looks people and user groups up, and keeps what it learns for five minutes. `policyIds`: as the policy names them now. */
export function createPeople(
  client: WebClient,
  ours: Ours,
  allowed: readonly string[],
  policyIds: () => readonly string[] = () => [],
): People {
  const people = new LRUCache<string, Known>({ ...KEPT, fetchMethod: (id) => lookUp(client, ours, id) });
  const groups = createGroups(client, ours);

  /**
   * Of these ids those that are a person, or hold them, and those that Slack did not answer for. Whether other
   * accounts are the same person is looked up while `isEnough` is not so.
   */
  async function namesOf(
    who: Known,
    ids: readonly string[],
    members: Members,
    isEnough: (names: string[]) => boolean,
  ): Promise<Named> {
    const holding = (id: string): readonly string[] => (isGroup(id) ? [...(members.get(id) ?? [])] : [id]);
    const names = ids.filter((id) => isOneOf(who, holding(id)));
    const unsure = ids.filter((id) => isGroup(id) && !names.includes(id) && !members.get(id));
    if (isEnough(names)) return { names, unsure };
    const others = [...new Set(ids.flatMap(holding))].filter((id) => mayBe(who, id)).slice(0, MOST_LOOK_UPS);
    const same = new Set<string>();
    const unanswered = new Set<string>();
    await Promise.all(
      others.map(async (id) => {
        const known = await people.forceFetch(id).catch(() => undefined);
        if (!known) unanswered.add(id);
        else if (isOneOf(known, who.ids)) same.add(id);
      }),
    );
    const all = ids.filter((id) => names.includes(id) || holding(id).some((one) => same.has(one)));
    const isUnsure = (id: string) => unsure.includes(id) || holding(id).some((one) => unanswered.has(one));
    return { names: all, unsure: ids.filter((id) => !all.includes(id) && isUnsure(id)) };
  }

  return {
    async identify(userId, ids) {
      const now = { forceRefresh: true };
      const asked = people.forceFetch(userId, now);
      const [who, members] = await Promise.all([asked, groups.membersOf(ids.filter(isGroup), asked, now)]);
      const { ids: _, teams: __, isOfOrganization: ___, whereabouts: ____, ...known } = who;
      const named = await namesOf(who, ids, members, (names) => names.length === ids.length);
      return { ...known, id: userId, isListed: true, ...named };
    },

    async find(userId) {
      const ofPolicy = policyIds();
      const groupIds = [...new Set([...allowed, ...ofPolicy])].filter(isGroup);
      const looked = people.forceFetch(userId);
      const asked = groups.membersOf(groupIds, looked);
      const who = await looked;
      const { ids: _, teams: __, isOfOrganization: ___, whereabouts: ____, ...known } = who;
      const person: Person = { ...known, id: userId, isListed: true, names: [], unsure: [] };
      // Whoever may not anyway needs no list.
      if (refusePerson(person)) return person;
      if (allowed.length === 0 && ofPolicy.length === 0) return person;
      const isNamed = allowed.some((id) => who.ids.includes(id)) && ofPolicy.length === 0;
      const members: Members = isNamed ? new Map() : await asked;
      const listed = await namesOf(who, allowed, members, (names) => names.length > 0);
      const isListed = allowed.length === 0 || listed.names.length > 0;
      if (!isListed && listed.unsure.length > 0)
        throw new Error('Slack did not say who is in the user groups that may use the app');
      return {
        ...person,
        ...(await namesOf(who, ofPolicy, members, (names) => names.length === ofPolicy.length)),
        isListed,
      };
    },

    whereabouts: (userId) => people.peek(userId, { allowStale: true })?.whereabouts,
  };
}

type Named = Pick<Person, 'names' | 'unsure'>;

function isGroup(id: string): boolean {
  return id.startsWith('S');
}

function isOneOf({ ids }: Known, listed: readonly string[]): boolean {
  return ids.some((id) => listed.includes(id));
}

/** Whether a listed id may be another one of theirs: of the other kind, or of whoever Slack gave a single one for. */
function mayBe({ ids, isOfOrganization }: Known, listed: string): boolean {
  return (isOfOrganization && ids.length === 1) || ids.every((id) => id[0] !== listed[0]);
}

async function lookUp(client: WebClient, ours: Ours, id: string): Promise<Known> {
  try {
    const { user } = await client.users.info({ user: id, include_locale: true });
    return { ...describe(user ?? {}, ours), ids: idsOf(id, user) };
  } catch (error) {
    if (!NOT_SHOWN.includes(slackErrorOf(error) ?? '')) throw error;
    return { ...describe({}, ours), isUnknown: true, ids: [id] };
  }
}

const SLACKBOT = 'USLACKBOT';

function describe(user: User, ours: Ours): Omit<Known, 'ids'> {
  return {
    teams: [...new Set([user.team_id ?? [], user.enterprise_user?.teams ?? []].flat())],
    isOfOrganization: user.enterprise_user !== undefined,
    // Slack's own is none by what Slack says of it.
    isBot: user.is_bot === true || user.id === SLACKBOT,
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
    isForeign: user.is_stranger === true || !isOneOfOurs(user, ours),
    isDeactivated: user.deleted === true,
    isUnknown: false,
    whereabouts: { ...(user.tz && { timeZone: user.tz }), ...(user.locale && { locale: user.locale }) },
  };
}

/**
 * In Enterprise Grid one person may belong to several workspaces, of which `team_id` is one; an app of the whole
 * organization takes them all for its own.
 */
function isOneOfOurs({ team_id, enterprise_user }: User, { teamId, enterpriseId, isOrgWide }: Ours): boolean {
  if (isOrgWide && enterprise_user) return enterprise_user.enterprise_id === enterpriseId;
  return !team_id || !teamId || team_id === teamId || enterprise_user?.teams?.includes(teamId) === true;
}

/** The workspace's own id and that of the organization. Source: Slack, user object, `enterprise_user.id`. */
function idsOf(asked: string, user: User | undefined): string[] {
  return [...new Set([asked, user?.id, user?.enterprise_user?.id])].filter((id) => id !== undefined);
}
