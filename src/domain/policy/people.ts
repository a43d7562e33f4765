import type { CountryCode } from 'libphonenumber-js/max';
import type { Channel } from '../channels/registry.ts';
import type { Whereabouts } from '../phone/home.ts';
import type { Ids, PeopleRule, Policy } from './policy.ts';

/** A person as Slack describes them. Source: Slack, users.info. */
export interface Person {
  id: string;
  isBot: boolean;
  isGuest: boolean;
  /** Of another team or organisation, met through Slack Connect. */
  isForeign: boolean;
  isDeactivated: boolean;
  /** Slack has no such account that the app may see. */
  isUnknown: boolean;
  /** On the list of people who may use the app, or there is no list. */
  isListed: boolean;
  /** Of the users and user groups that the policy names, those that are or hold them. */
  names: Ids;
  /** The user groups among those that Slack did not answer for. */
  unsure: Ids;
}

/** Who people are; rejects when Slack does not say. */
export interface People {
  find(userId: string): Promise<Person>;
  /** As they are at this moment, and which of these ids are or hold them; who may use the app is not asked. */
  identify(userId: string, ids: Ids): Promise<Person>;
  /** Where they are, as it was known last; Slack is not asked. */
  whereabouts(userId: string): Whereabouts | undefined;
}

export type PersonRefusal =
  | 'unknown'
  | 'bot'
  | 'guest'
  | 'other_team'
  | 'deactivated'
  | 'not_listed'
  | 'not_named';

/**
 * Why a person may not use the app; undefined when they may. Without a list, everybody may but bots,
 * guests and people of other teams; the list can only narrow that.
 */
export function refusePerson(
  person: Person,
  { people }: Pick<Policy, 'people'> = {},
): PersonRefusal | undefined {
  if (person.isUnknown) return 'unknown';
  if (person.isDeactivated) return 'deactivated';
  if (person.isBot) return 'bot';
  if (person.isForeign) return 'other_team';
  if (person.isGuest) return 'guest';
  if (people) return ruleFor(person, people) ? undefined : 'not_named';
  return person.isListed ? undefined : 'not_listed';
}

/** The first rule that names a person. */
function ruleFor(person: Person, people: readonly PeopleRule[]): PeopleRule | undefined {
  return people.find(({ who }) => who === 'everybody' || isNamedIn(person, who));
}

export function isNamedIn({ names }: Pick<Person, 'names'>, ids: Ids): boolean {
  return ids.some((id) => names.includes(id));
}

export function isAdmin(person: Pick<Person, 'names'>, { admins }: Pick<Policy, 'admins'>): boolean {
  return isNamedIn(person, admins);
}

/** Whether what Slack did not answer decides which rule names a person. */
export function isUndecided(person: Person, { people }: Pick<Policy, 'people'>): boolean {
  const first = people?.find(
    ({ who }) =>
      who === 'everybody' || isNamedIn(person, who) || who.some((id) => person.unsure.includes(id)),
  );
  return first !== undefined && first !== ruleFor(person, people ?? []);
}

/** What a person's rule keeps them from, although it names them. */
export type Bound =
  | { what: 'channel'; channels: readonly Channel[] }
  | { what: 'conversation'; conversations: readonly string[] };

/** The bounds of a person's rule that something lies outside of; what is not given, it has no say about. */
export function boundsCrossed(
  person: Person,
  { people }: Pick<Policy, 'people'>,
  { channel, placeId }: { channel?: Channel | undefined; placeId?: string | undefined },
): Bound[] {
  const { channels, conversations } = (people && ruleFor(person, people)) ?? {};
  return [
    ...(channels && channel && !channels.includes(channel) ? [{ what: 'channel' as const, channels }] : []),
    ...(conversations && placeId && !conversations.includes(placeId)
      ? [{ what: 'conversation' as const, conversations }]
      : []),
  ];
}

/** The countries that a person's rule allows; undefined where it leaves that to the environment. */
export function countriesFor(
  person: Person | undefined,
  { people }: Pick<Policy, 'people'>,
): readonly CountryCode[] | undefined {
  return person && people && ruleFor(person, people)?.countries;
}
