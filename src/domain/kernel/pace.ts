/** Where a reach-out stands in the queue: a person's own never waits behind a list. Stored by its place here. */
export const LANES = ['own', 'list'] as const;
export type Lane = (typeof LANES)[number];

/** What is done at a rate, over all instances: calls to Amazon Connect, and what either side asked to slow down. */
export type Paced = 'start' | 'describe' | Chatting | Slowed;
/** Calls that chats take; to join is to connect at once, and to renew that is to connect again. */
export type Chatting = 'stream' | 'join' | 'transcript';
/** What goes without turns until a 429: posts by their place, edits and marks at replies by their workspace, and replies to customers. */
export type Slowed = `post:${string}` | `edit:${string}` | `mark:${string}` | 'send';

/** Turns at what has a rate. */
export interface Pace {
  /**
   * Takes a turn now and answers 0, or promises one and answers the seconds until then. Who comes back at
   * that time says so with `promised`; should the turn not be free then, it answers until when it is.
   */
  take(what: Paced, options: { lane: Lane; promised: boolean }): Promise<number>;
  /** The answer was 429: from now on one at a time, the first after so many seconds, until nobody waits. */
  slowDown(what: Slowed, seconds: number): Promise<void>;
}
