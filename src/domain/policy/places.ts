import type { ShowRule } from './policy.ts';
import type { Question } from './question.ts';

/**
 * Why the app cannot post somewhere. It can be invited into a channel, but into no message between people.
 * `hidden`: one or the other, for Slack tells nothing of it.
 */
export type Obstacle = 'not_a_member' | 'hidden' | 'direct_message' | 'group_message' | 'archived';

/** Why nothing may be told in a place. `shared`: other organizations read it, and the rules don't allow that. */
export type PlaceRefusal = Obstacle | 'shared';

/** What is known of a place. */
export interface Place {
  /** Absent when the app can post there. */
  obstacle?: Obstacle;
  /** Its name, where other organizations read along or are invited to. Source: Slack, conversations.info. */
  sharedAs?: string;
}

/** Where the app can post, and who reads it. */
export interface Places {
  /**
   * Undefined when Slack did not say: then posting will tell. An obstacle is asked for anew each time, because
   * the person is told how to end it. `name`: as Slack gave it, if it did, together with the id.
   */
  find(placeId: string, name?: string): Promise<Place | undefined>;
}

/** What is posted can be read by people of other organizations. */
export function askAboutSharing(
  { sharedAs }: Place,
  { sharedConversations }: Pick<ShowRule, 'sharedConversations'>,
): { question?: Question; isRefused?: true } {
  if (sharedAs === undefined || sharedConversations === 'allow') return {};
  if (sharedConversations === 'refuse') return { isRefused: true };
  return { question: { name: 'shared_conversation', place: sharedAs } };
}
