import type { ReachOut } from '../reach-out/reach-out.ts';

/** A person's Home tab that is to be shown anew. */
export interface DueHome {
  /** Of the installation; empty for that of the environment's token. */
  teamId: string;
  userId: string;
  /** The last digits that they look for. */
  search?: string;
  /** Grows with every change. */
  wanted: number;
  /** By which it is known what stands there. */
  shown?: string;
}

/** What became of showing it. */
export interface Settlement {
  /** Absent where nothing was shown. */
  shown?: string;
  /** Nobody knows whether something was. */
  isDoubtful?: true;
  /** The ids of the policy that are this person, or hold them. */
  names?: readonly string[];
  /** When it is tried again. */
  dueAt?: Date;
}

/** The people who have opened their Home tab, and what stands there. */
export interface Homes {
  /** It is shown anew, as it may not stand there any more. `isBlank`: Slack has nothing to show yet. */
  open(userId: string, options: { isBlank: boolean }): Promise<void>;
  /** Looks for the last digits of a number; undefined: for nothing any more. It is shown at once. */
  search(userId: string, digits: string | undefined): Promise<void>;
  /** Something has changed for these people, and for whom these user groups hold; each home is shown at most once in five seconds. */
  touch(ids: string[]): Promise<void>;
  /** Takes some that are due, and in nobody's hands, for half a minute. */
  claim(most: number): Promise<DueHome[]>;
  settle(home: DueHome, settlement: Settlement): Promise<void>;
  /** By which it is known again, without being stored. */
  digestOf(view: string): string;

  /**
   * What is under way of what a person asked for or answers for, the latest first; of each kind so many at most: customers
   * who wrote last, what is scheduled or waits for approval, and all else.
   */
  openOf(userId: string, most: number): Promise<ReachOut[]>;
  /** Of what is over the latest. Neither has rows of lists, unless the customer wrote. */
  overOf(userId: string, most: number): Promise<ReachOut[]>;
  /** The channels and group messages in which customers wait for others than this person. */
  placesWaiting(userId: string): Promise<string[]>;
  /** Who waits there for others, the longest first. */
  waitingBeside(userId: string, placeIds: readonly string[], most: number): Promise<ReachOut[]>;
  /** What others ask approval for, the oldest first. */
  awaitingBeside(userId: string, most: number): Promise<ReachOut[]>;
  /** By the last digits of the number, the latest first; `userId`: of one person alone. */
  endingWith(digits: string, most: number, userId?: string): Promise<ReachOut[]>;
  /** How many reach-outs do not come on by themselves, and how many numbers are on the do-not-contact list. */
  count(): Promise<{ stuck: number; blocked: number }>;
}
