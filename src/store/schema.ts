import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { ContactProgress } from '../domain/contact/contact.ts';
import type { ContactNews } from '../domain/contact/contacts.ts';
import type {
  Channel,
  ContactRequest,
  Draft,
  Failure,
  ReachOutState,
  Turn,
  Waiting,
} from '../domain/reach-out/reach-out.ts';

type Json<T extends object> = JSONColumnType<T>;

/** One row a reach-out: all that is known of it, when it is due, and who has it in hand. */
export interface ReachOutTable {
  id: string;
  team_id: string;
  user_id: string;
  place_id: string;
  thread_ts: string | null;
  channel: Channel;
  recipient: string;
  request: Json<ContactRequest>;
  draft: Json<Draft>;
  warnings: Json<string[]>;
  /** 0: a person's own; 1: of a list. */
  lane: number;

  state: ReachOutState;
  failure: Json<Failure> | null;
  waiting: Waiting | null;
  contact_id: string | null;
  contact: Json<ContactProgress> | null;
  cancelled_by: string | null;
  attempts: number;
  requested_at: Date;
  uncertain_since: Date | null;
  started_at: Date | null;
  ended_at: Date | null;

  start_at: Date;
  look_at: Date | null;
  post_at: Date | null;
  edit_at: Date | null;
  sweep: Json<{ at: string; done: number; editsAgain: boolean }> | null;
  promised: Turn[];

  is_moved: boolean;
  silence: string | null;
  version: number;
  shown_version: number;
  troubles: number;

  /** When it is to be worked on next; null when all is done and told. */
  due_at: Date | null;
  /** Fencing number of the lease; a worker whose number is no longer this one can store nothing. */
  lease: number;
  lease_until: Date | null;
  /** Grows with every change, so that none is made on what somebody else has changed since. */
  revision: number;
}

/** A message of a thread. */
export interface PostTable {
  reach_out_id: string;
  part: string;
  tries: number;
  is_absent: boolean;
  ts: string | null;
  covers: string[] | null;
  told: string | null;
  is_doubtful: boolean;
  is_plain: boolean;
  refused: string | null;
}

export interface AuditEntryTable {
  reach_out_id: string;
  id: Generated<number>;
  at: Date;
  actor: string;
  action: string;
  detail: Json<Record<string, unknown>>;
}

/** What goes at a rate; see pace.ts. */
export interface PaceTable {
  name: string;
  next_at: Date;
  own_until: Date;
  list_until: Date;
  wait: number;
}

/** Which reach-out a ContactId belongs to: the contact it started and those it was transferred to. */
export interface ContactLegTable {
  contact_id: string;
  reach_out_id: string;
}

/** Contact events that came before the ContactId they speak of was stored, by the first of a chain of transfers. */
export interface EarlyContactEventTable {
  contact_id: string;
  events: ColumnType<ContactNews[], string, string>;
  received_at: Date;
}

export interface Schema {
  reach_out: ReachOutTable;
  post: PostTable;
  audit_entry: AuditEntryTable;
  pace: PaceTable;
  contact_leg: ContactLegTable;
  early_contact_event: EarlyContactEventTable;
}
