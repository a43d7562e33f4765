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
}

/** Who people are; rejects when Slack does not say. */
export interface People {
  find(userId: string): Promise<Person>;
}

export type PersonRefusal = 'unknown' | 'bot' | 'guest' | 'other_team' | 'deactivated' | 'not_listed';

/**
 * Why a person may not use the app; undefined when they may. Without a list, everybody may but bots,
 * guests and people of other teams; the list can only narrow that.
 */
export function refusePerson(person: Person): PersonRefusal | undefined {
  if (person.isUnknown) return 'unknown';
  if (person.isDeactivated) return 'deactivated';
  if (person.isBot) return 'bot';
  if (person.isForeign) return 'other_team';
  if (person.isGuest) return 'guest';
  return person.isListed ? undefined : 'not_listed';
}
