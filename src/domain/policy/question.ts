import type { Channel } from '../channels/registry.ts';
import type { Limit } from './policy.ts';
import type { OutsideHours } from './time/judge-hours.ts';

/** A reach-out of before to the same recipient, and its card where that stands. */
export interface Earlier {
  userId: string;
  channel: Channel;
  /** When it was due to start. ISO 8601. */
  at: string;
  placeId: string;
  /** The thread that the card was posted into. */
  threadTs?: string;
  cardTs?: string;
}

/** A conversation that is open, with the message that heads its thread, and who has it; of another workspace's, no more than that. */
export interface OpenConversation {
  thread?: { placeId: string; ts: string; by: string };
}

/** Something that a submission must be answered for before it goes. A name is asked about once at a time. */
export type Question =
  /** No regulator is known to have handed out the range of the number, which is given as it is written abroad. */
  | { name: 'unknown_range'; number: string }
  /** It is outside the hours there: now, or at the time that a person has named. */
  | { name: 'hours'; number: string; closed: OutsideHours; isNamed: boolean }
  /** The number, which is given as others may read it, was contacted as often as a limit allows; these were the latest. */
  | ({ name: 'contacted_before'; number: string; earlier: Earlier[] } & Limit)
  /** A conversation with the number is open already. */
  | ({ name: 'open_elsewhere' } & OpenConversation)
  /** People of other organizations can read the place, which is given by name; some places have none. */
  | { name: 'shared_conversation'; place: string };

export type HoursQuestion = Extract<Question, { name: 'hours' }>;
