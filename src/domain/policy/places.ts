import type { Question } from './question.ts';

/** Why the app cannot post somewhere. Into a direct message between people it can't be invited. */
export type Obstacle = 'not_a_member' | 'direct_message' | 'archived';

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
   * the person is told how to end it.
   */
  find(placeId: string): Promise<Place | undefined>;
}

/** What is posted can be read by people of other organizations, so it is asked about. */
export function askAboutSharing({ sharedAs }: Place): Question | undefined {
  return sharedAs === undefined ? undefined : { name: 'shared_conversation', place: sharedAs };
}
