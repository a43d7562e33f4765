/** Why the app cannot post somewhere. */
export type Obstacle = 'not_a_member' | 'archived';

/** Where the app can post. */
export interface Places {
  /**
   * Undefined when it can post there, or when Slack did not say: then posting will tell. A refusal is
   * asked for anew each time, because the person is told how to end it.
   */
  obstacleTo(placeId: string): Promise<Obstacle | undefined>;
}
