import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { ContactProgress } from '../domain/contact/contact.ts';
import type { ContactNews } from '../domain/kernel/ports.ts';
import type { Failure, Posts, Waiting } from '../domain/reach-out/progress.ts';
import type { Channel, ContactRequest, Draft, ReachOutState } from '../domain/reach-out/reach-out.ts';

type OptionalTimestamp = ColumnType<Date | null, Date | undefined, Date | null>;
type Json<T extends object> = JSONColumnType<T>;

/** One row a reach-out; the mutable part is written only by the holder of its lease, see reach-outs.ts. */
export interface ReachOutTable {
  id: string;
  team_id: string;
  user_id: string;
  /** Where the card stands; becomes the requester's id when it had to move to a direct message. */
  place_id: string;
  /** The thread the card is posted into; null when the card is itself the head of the thread. */
  thread_ts: string | null;
  channel: Channel;
  recipient: string;
  request: Json<ContactRequest>;
  draft: Json<Draft>;
  warnings: Json<string[]>;

  state: Generated<ReachOutState>;
  failure: ColumnType<Failure | null, string | null | undefined, string | null>;
  waiting: ColumnType<Waiting | null, Waiting | null | undefined, Waiting | null>;
  contact_id: ColumnType<string | null, string | undefined, string>;
  contact: ColumnType<ContactProgress | null, string | null | undefined, string | null>;
  cancelled_by: ColumnType<string | null, string | undefined, string>;
  attempts: Generated<number>;
  requested_at: Generated<Date>;
  /** When the oldest call that may have started a contact unseen went out. */
  uncertain_since: OptionalTimestamp;
  started_at: OptionalTimestamp;
  ended_at: OptionalTimestamp;
  next_check_at: OptionalTimestamp;

  posts: ColumnType<Posts, string | undefined, string>;
  /** Grows with every change that a person can see; the card is due for an edit while it shows an older one. */
  version: Generated<number>;
  shown_version: Generated<number>;
  /** Fencing number of the lease; a worker whose number is no longer this one can settle nothing. */
  lease: Generated<number>;
  lease_until: OptionalTimestamp;
}

export interface AuditEntryTable {
  id: Generated<number>;
  reach_out_id: string;
  at: Generated<Date>;
  actor: string;
  action: string;
  detail: Json<Record<string, unknown>>;
}

/** A generic cell rate algorithm's state; `next_at` is when the bucket would be full again. */
export interface RateLimitTable {
  name: string;
  next_at: Date;
}

/** A conversation that Slack answered 429 for; posts to it go out at one a second until the last slot has passed. */
export interface ConversationPaceTable {
  place_id: string;
  next_at: Date;
}

/** Which reach-out a ContactId belongs to: the contact it started and those it was transferred to. */
export interface ContactLegTable {
  contact_id: string;
  reach_out_id: string;
}

/** Contact events that came before the ContactId they speak of was stored, by the first of a chain of transfers. */
export interface EarlyContactEventTable {
  contact_id: string;
  events: Json<ContactNews[]>;
  received_at: Generated<Date>;
}

/** Confirmed reach-outs whose start is up to whoever confirmed them; see outbox.ts. */
export interface OutboxTable {
  reach_out_id: string;
}

export interface Schema {
  reach_out: ReachOutTable;
  audit_entry: AuditEntryTable;
  outbox: OutboxTable;
  rate_limit: RateLimitTable;
  conversation_pace: ConversationPaceTable;
  contact_leg: ContactLegTable;
  early_contact_event: EarlyContactEventTable;
}
