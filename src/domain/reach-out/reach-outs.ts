import type { ChatChannel } from '../channels/registry.ts';
import type { ChatContactRequest } from '../contact/contact-request.ts';
import type { Entry } from '../kernel/actor.ts';
import type { Tally } from '../policy/limits.ts';
import type { LimitsRule } from '../policy/policy.ts';
import type { OpenConversation } from '../policy/question.ts';
import type { Applied } from './applied.ts';
import type { NewReachOut, ReachOut } from './reach-out.ts';

/**
 * What became of storing a change. changed: somebody else changed the reach-out meanwhile, and this is
 * what they left; lost: the lease has passed to another worker.
 */
export type Settled =
  | { kind: 'settled'; reachOut: ReachOut }
  | { kind: 'changed'; reachOut: ReachOut }
  | { kind: 'lost' };

export interface Noted {
  isSetBack: boolean;
  /** The time that was noted before, by any instance; null at first. */
  notedBefore: Date | null;
}

/** A thread whose conversation is open: its place, and the ts that its replies go under. */
export interface OpenThread {
  placeId: string;
  threadTs: string;
}

export interface Known {
  reached: Set<string>;
  open: Map<string, OpenConversation>;
}

/** The reach-outs; each change of one commits with what the audit trail says of it. */
export interface ReachOuts extends Tally {
  /**
   * Stores a new one, due now, with its audit entry; undefined when one of this id is there already.
   * `held`: with a lease, for the process that goes on with it at once.
   */
  insert(reachOut: NewReachOut, entry: Entry, options: { held: boolean }): Promise<ReachOut | undefined>;
  /** The same, unless one of these limits leaves no room by then: whoever inserts meanwhile waits for it. */
  insertWithin(
    limits: LimitsRule,
    ...insert: Parameters<ReachOuts['insert']>
  ): Promise<ReachOut | 'beyond' | undefined>;
  find(id: string, lineId?: string): Promise<ReachOut | undefined>;
  /** A person's own; the latest first, but of what is scheduled the first to go. */
  listOf(
    userId: string,
    which: 'open' | 'over' | 'stoppable' | 'scheduled',
    most: number,
  ): Promise<ReachOut[]>;
  /**
   * Takes the leases of some that are due and in nobody's hands; a person's own before those of lists. Those that
   * other instances can do more about are left to them for a while: what was encrypted with a key that this one lacks
   * and, without `hasConversations`, all that have a conversation.
   */
  claim(most: number, options: { hasConversations: boolean }): Promise<ReachOut[]>;
  /**
   * Stores what the holder of a lease has done, `before` being what was claimed or settled last. Prolongs
   * the lease, or gives it back, to be due again at a time; never, where that is null.
   */
  settle(before: ReachOut, applied: Applied, next: 'held' | { dueAt: Date | null }): Promise<Settled>;
  /**
   * Changes a reach-out beside whoever works on it; it is due when its agenda says then. One that was just read is
   * not read again, unless somebody has changed it since. `decide` may be asked again; undefined leaves it as it is.
   * `lineId`: a line that is read whether or not something is to be done about it. Resolves to what is there
   * afterwards; undefined when there is none.
   */
  change(
    which: string | ReachOut,
    decide: (reachOut: ReachOut) => Applied | undefined,
    lineId?: string,
  ): Promise<ReachOut | undefined>;
  /**
   * Of a thread, by the ts that its replies go under: the one that has this line, or else the latest whose
   * conversation is open, or else the latest.
   */
  findByThread(placeId: string, threadTs: string, lineId: string): Promise<ReachOut | undefined>;
  /** Ids of the installations by which this thread has reach-outs, or this message of ours is there. */
  installationsOf(told: { placeId: string; ts: string }): Promise<string[]>;
  /** Whether the conversation of another reach-out is open in the same thread, which its replies go under. */
  isThreadShared(reachOut: ReachOut, threadTs: string): Promise<boolean>;
  /** The latest with a conversation with this number by this sender that was open since then. */
  findLastTo(to: {
    recipient: string;
    channel: ChatChannel;
    sourceArn: string;
    since: Date;
  }): Promise<ReachOut | undefined>;
  /** The latest other one whose conversation with this number is open; one of another workspace only where none is of the same. */
  findOpenTo(recipient: string, otherThan: Pick<ReachOut, 'id' | 'teamId'>): Promise<ReachOut | undefined>;
  /** Of many numbers those with which a contact was ever started, and those with which a conversation is open. */
  knownOf(recipients: string[]): Promise<Known>;
  /** Whether this number has told another sender of the channel STOP, and no START since. */
  hasStoppedAnother(from: Pick<ChatContactRequest, 'recipient' | 'channel' | 'sourceArn'>): Promise<boolean>;
  /** Whether a contact with this number was ever started. */
  hasReached(recipient: string): Promise<boolean>;
  /** Those whose conversation is open, the latest first, and no more than 500. */
  openThreads(): Promise<OpenThread[]>;
  /** The one that this message of ours tells of. */
  findByMessage(placeId: string, ts: string): Promise<ReachOut | undefined>;
  /** Of these lines the ids of those that were never stored, neither for it nor for another in its thread, which its replies go under. */
  unheard(reachOut: ReachOut, threadTs: string | undefined, lineIds: string[]): Promise<string[]>;
  /** Whether another reach-out writes in the chat with this ContactId. */
  isWrittenElsewhere(id: string, contactId: string): Promise<boolean>;
  /** Texts of before that time that nothing is to be done about are not kept any longer. */
  forgetTexts(before: Date): Promise<void>;
  /**
   * Notes the time. Where it lies before what was noted last, the clock was set back: then all that waits
   * for a later time is due now instead.
   */
  noteTime(): Promise<Noted>;
  /** Whether any is due or in hand; for tests. */
  isAnyDue(): Promise<boolean>;
}

/** Hears of what was stored. Never throws. */
export interface Observer {
  requested(reachOut: ReachOut): void;
  changed(before: ReachOut, after: ReachOut): void;
  /** What a worker has done is not stored, as another has the lease by now. */
  leaseLost?(): void;
}
