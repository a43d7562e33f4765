/** Where people can read along. */
export interface Memberships {
  /**
   * The channels and group messages that a person and the app are both in, archived ones not, as of a minute ago at most;
   * undefined when Slack did not say. Direct messages are not among them.
   */
  placesOf(userId: string): Promise<ReadonlySet<string> | undefined>;
  /** The same as of now. */
  placesNow(userId: string): Promise<ReadonlySet<string> | undefined>;
}
