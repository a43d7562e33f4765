/** A person as Slack describes them. Source: Slack, users.info. */
export interface Person {
  id: string;
  teamId?: string;
  isBot: boolean;
  isGuest: boolean;
  /** From another organisation, met through Slack Connect. */
  isStranger: boolean;
  isDeactivated: boolean;
}

export type Refusal = 'bot' | 'guest' | 'other_team' | 'deactivated' | 'not_listed';

/**
 * Why a person may not use the app; undefined when they may. Without a list, everybody may but bots,
 * guests and people of other teams; the list can only narrow that.
 */
export function refusalOf(person: Person, teamId: string, isListed: boolean): Refusal | undefined {
  if (person.isDeactivated) return 'deactivated';
  if (person.isBot) return 'bot';
  if (person.isStranger || (person.teamId !== undefined && person.teamId !== teamId)) return 'other_team';
  if (person.isGuest) return 'guest';
  return isListed ? undefined : 'not_listed';
}
