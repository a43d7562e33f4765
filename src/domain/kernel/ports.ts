import type { Leg } from '../contact/contact.ts';
import type { AwsAnswer, Failure, Milestone, Part, Posts, ReachOut, Waiting } from '../reach-out/progress.ts';
import type { ContactRequest, ReachOutState } from '../reach-out/reach-out.ts';

/** Who does something; kept in the audit trail. */
export type Actor =
  | { kind: 'slack_user'; userId: string }
  | { kind: 'job'; name: string }
  | { kind: 'contact_event' }
  | { kind: 'operator' };

export type NewReachOut = Pick<
  ReachOut,
  'id' | 'teamId' | 'userId' | 'placeId' | 'threadTs' | 'request' | 'draft' | 'warnings'
>;

/** The part of a reach-out that its lease holder may change; `visible` says that a person can see the change. */
export interface Settlement {
  state?: ReachOutState;
  failure?: Failure | null;
  waiting?: Waiting | null;
  contactId?: string;
  attempts?: number;
  uncertainSince?: Date | null;
  placeId?: string;
  threadTs?: string | null;
  posts?: Posts;
  shownVersion?: number;
  /** What the audit trail says of it. */
  entry?: Entry;
  started?: boolean;
  ended?: boolean;
  /** When its contact is asked for next. */
  checkAfterSeconds?: number;
  visible?: boolean;
}

/** A reach-out whose lease was taken; `now` is the database's clock. */
export interface Claim {
  reachOut: ReachOut;
  now: Date;
}

export interface ReachOuts {
  find(id: string): Promise<ReachOut | undefined>;
  /**
   * Takes the lease, so that nobody else starts this reach-out's contact or writes in its thread.
   * Undefined when it is not there or somebody else holds an unexpired lease.
   */
  claim(id: string): Promise<Claim | undefined>;
  /**
   * Stores a change and prolongs the lease. Throws LeaseLostError when the lease has passed to somebody
   * else, or when the state is to change from one that it is no longer in.
   */
  settle(reachOut: ReachOut, settlement: Settlement): Promise<ReachOut>;
  /** Prolongs the lease and reads what others have changed since; throws LeaseLostError. */
  renew(reachOut: ReachOut): Promise<ReachOut>;
  /**
   * Stores the last change and gives the lease back, unless something visible has changed since
   * `reachOut` was read: then the change is stored, the lease is kept and the answer is false.
   */
  release(reachOut: ReachOut, settlement?: Settlement): Promise<boolean>;
  /** Gives the lease back once a job is there that does the rest. */
  handOn(reachOut: ReachOut): Promise<void>;
  /** Gives the lease back as things stand, for whoever repeats what failed. */
  abandon(reachOut: ReachOut): Promise<void>;
  /** Cancels what nobody has started to send; undefined when it is too late. */
  cancel(id: string, userId: string): Promise<ReachOut | undefined>;
  /** A person's own that are under way, or over; the latest first. */
  listOf(userId: string, which: 'open' | 'over', most: number): Promise<ReachOut[]>;
}

/** What a contact event or DescribeContact tells of one contact. */
export interface ContactNews {
  contactId: string;
  /** The contacts that it was transferred from, the first of them last. */
  follows: string[];
  leg: Leg;
}

/** Contacts as they are followed after their start. */
export interface Contacts {
  /** Notes that a contact belongs to a reach-out. */
  link(contactId: string, reachOutId: string): Promise<void>;
  /**
   * The reach-out that one of these contacts belongs to; without one, whether any reach-out was being
   * started at that moment, so that a contact may be about to become ours.
   */
  ownerOf(contactIds: string[]): Promise<{ reachOutId?: string; mayBeStarting: boolean }>;
  /** Joins news to what is known; false when it was known, or tells of a transfer after the end. */
  record(reachOutId: string, news: ContactNews): Promise<boolean>;
  /** Keeps news of a contact whose ContactId may be about to be stored, with that of its transfers. */
  keepEarly(news: ContactNews): Promise<void>;
  takeEarly(contactId: string): Promise<ContactNews[]>;
  /** How many contacts are due for a check, counted up to `most`. */
  countDue(most: number): Promise<number>;
  /** The contacts whose check is due, most overdue first, each to be checked by whoever took it. */
  takeDue(most: number): Promise<ReachOut[]>;
  countOpen(): Promise<number>;
  /** With a version, only while it is still that: news since may have called for a check at once. */
  checkAfter(reachOutId: string, seconds: number, version?: number): Promise<void>;
  /** The contact's end is certain; false when it was before. */
  end(reachOutId: string): Promise<boolean>;
}

/** Work that is stored with the change it follows from and done at least once. */
export interface Jobs {
  /** Sends the contact on its way; `hasSlot` when its turn at Amazon Connect is reserved already. */
  startContact(id: string, options?: { afterSeconds?: number; hasSlot?: boolean }): Promise<void>;
  /** Brings the thread up to date; `hasSlot` when its turn in a slowed-down conversation is reserved already. */
  updateThread(id: string, options?: { afterSeconds?: number; hasSlot?: boolean }): Promise<void>;
  /**
   * Mends what Slack carried out late, once it has had time to: deletes what was posted twice and, with
   * `editAgain`, edits the card once more.
   */
  tidyUp(id: string, options: { editAgain: boolean }): Promise<void>;
}

/** Starts contacts in the process that confirmed them, right after, as far as there is room. */
export interface Starter {
  reserve(): Start;
}

/** One start, to be gone ahead with or dropped. */
export interface Start {
  /** Whether there is room for it here, and so a lease to be taken. */
  isHere: boolean;
  go(confirmed: Claim): void;
  drop(): void;
}

/** Confirmed reach-outs whose start is up to whoever confirmed them. */
export interface Outbox {
  /**
   * Makes jobs of those that nobody has in hand: there was no room where they were confirmed, or what
   * had them failed or died. Resolves to how many it made, `most` at a time.
   */
  relay(most: number): Promise<number>;
}

/** What happened to a reach-out. The detail never holds a phone number or message text. */
export interface Entry {
  actor: Actor;
  action: string;
  detail?: Record<string, unknown>;
}

export interface AuditTrail {
  append(reachOutId: string, actor: Actor, action: string, detail?: Record<string, unknown>): Promise<void>;
}

export interface RateLimits {
  /**
   * Seconds to wait for the turn that this call reserves; 0: go now. Where that would come after the
   * deadline, none is reserved and the wait is until then.
   */
  reserveStart(deadline: Date): Promise<number>;
  /**
   * Seconds, two at most, until the call of one whose turn has come: turns that come round late, and so
   * together, go out one after the other. Undefined when there are too many: it needs another turn.
   */
  reserveCall(): Promise<number | undefined>;
  /** The same for a post to a conversation that Slack slowed down; 0 for every other. */
  reservePost(placeId: string): Promise<number>;
  /** How many of so many DescribeContact calls may go out now, over all instances. */
  reserveChecks(wanted: number): Promise<number>;
  /** Seconds to the turn of a reach-out to have a message edited; 0 unless Slack slowed edits down. */
  reserveEdit(reachOutId: string): Promise<number>;
  /** Slack answered an edit with 429: from now on one at a time, the first after so many seconds. */
  slowEditsDown(seconds: number): Promise<void>;
  /** Slack answered 429: from now on one post a second there, the first after so many seconds. */
  slowDown(placeId: string, seconds: number): Promise<void>;
}

export interface Tables {
  reachOuts: ReachOuts;
  audit: AuditTrail;
  jobs: Jobs;
  contacts: Contacts;
}

export interface Store extends Tables {
  limits: RateLimits;
  outbox: Outbox;
  /**
   * Commits a new reach-out with its audit entry and its place in the outbox; undefined when a reach-out
   * of this id is there already. Where this process starts its contact, it has the lease from the start.
   */
  confirm(reachOut: NewReachOut, entry: Entry, options: { startsHere: boolean }): Promise<Claim | undefined>;
  /** All or nothing; inside, use only what is passed in: anything else would wait for ever on the embedded database. */
  transaction<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
}

/** What became of a call that starts a contact. */
export type StartOutcome =
  | { kind: 'accepted'; contactId: string }
  | { kind: 'rejected'; failure: Failure; conclusive: boolean }
  | { kind: 'not_now'; waiting: Waiting; retryAfterSeconds?: number; answer?: AwsAnswer }
  | { kind: 'unknown'; answer?: AwsAnswer };

/** What became of asking for a contact. `unavailable`: the answer may come another time. */
export type DescribeOutcome = { kind: 'found'; leg: Leg; next: string[] } | { kind: 'unavailable' };

export type StopOutcome = 'stopped' | 'ended_before' | 'not_allowed' | 'unknown';

/** Amazon Connect. Its calls never throw and answer within 10 s. */
export interface ContactGateway {
  start(request: ContactRequest, clientToken: string): Promise<StartOutcome>;
  describe(contactId: string): Promise<DescribeOutcome>;
  stop(contactId: string): Promise<StopOutcome>;
}

/**
 * What became of a call to Slack. unknown: it may or may not have been carried out; impossible: not in
 * this conversation; broken: nowhere, because Slack refuses the app as a whole.
 */
export type PostOutcome =
  | { kind: 'posted'; ts: string; placeId: string }
  | { kind: 'slow_down'; seconds: number }
  | { kind: 'unknown' }
  | { kind: 'impossible'; error: string }
  | { kind: 'broken'; error: string };

export interface Thread {
  /** Never throws; resolves within 10 s, as the others do. */
  post(reachOut: ReachOut, part: Part, covers?: Milestone[]): Promise<PostOutcome>;
  /** The ts of every message of that part that Slack has; undefined when it could not be asked. */
  find(reachOut: ReachOut, part: Part): Promise<string[] | undefined>;
  /** Brings a message that stands up to date. */
  edit(reachOut: ReachOut, part: Part, covers?: Milestone[]): Promise<PostOutcome>;
  remove(reachOut: ReachOut, ts: string): Promise<PostOutcome>;
}

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
