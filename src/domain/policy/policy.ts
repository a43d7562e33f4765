import type { CountryCode } from 'libphonenumber-js/max';
import { CHANNEL_NAMES, type Channel } from '../channels/registry.ts';

/** User ids (U…, W…) and user group ids (S…). */
export type Ids = readonly string[];

/** What people do about something that the rules don't forbid outright. */
export type Stance = 'ask' | 'refuse' | 'allow';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What these people may do; what is absent is not limited. */
export interface PeopleRule {
  who: 'everybody' | Ids;
  channels?: readonly Channel[];
  /** Of the recipient; absent: REACH_OUT_ALLOWED_COUNTRIES. */
  countries?: readonly CountryCode[];
  /** Places where Reach Out may be used. */
  conversations?: readonly string[];
}

/** When a place can be reached, by its own clock. */
export interface OpeningHours {
  outside: Stance;
  /** Minutes after midnight; `to` may be 1440. */
  open: { from: number; to: number };
  days: readonly Weekday[];
  /** Dates there, as 2026-12-25. */
  holidays: readonly string[];
}

export interface HoursRule extends OpeningHours {
  channels: readonly Channel[];
  /** By ISO country, or country-state; what one leaves out is as its country has it, and else as for all. */
  places: Readonly<Record<string, Partial<OpeningHours>>>;
}

export interface Limit {
  most: number;
  hours: number;
}

export interface LimitsRule {
  recipient?: Limit & { beyond: Exclude<Stance, 'allow'> };
  person?: Limit;
  workspace?: Limit;
}

/** All that is given must hold. */
export interface ApprovalCondition {
  channels?: readonly Channel[];
  countriesOtherThan?: readonly CountryCode[];
  /** Nobody here has reached this number before. */
  firstContact?: boolean;
  /** Of a list with more rows. */
  moreThan?: number;
}

export interface ApprovalRule {
  when: ApprovalCondition;
  by: Ids;
  /** The place where it is asked for. */
  in: string;
  lapsesAfterMinutes: number;
}

export interface ShowRule {
  /** The text on the card. */
  message: boolean;
  /** Who may press Show number; absent: whoever asked, and admins. */
  numbers?: Ids;
  sharedConversations: Stance;
}

/** Who may contact whom, when, how much and how it is shown; what admins keep in a file. */
export interface Policy {
  admins: Ids;
  /** The first that names a person decides, and nobody's is refused. Absent: REACH_OUT_ALLOWED_USERS. */
  people?: readonly PeopleRule[];
  hours: HoursRule;
  limits: LimitsRule;
  approvals: readonly ApprovalRule[];
  show: ShowRule;
  /** Then numbers and texts are erased; absent: kept. */
  keepDays?: number;
  /** SHA-256 of the file, in hex; absent without a file. */
  hash?: string;
}

/** What holds without a file. */
export const DEFAULT_POLICY: Policy = {
  admins: [],
  hours: {
    outside: 'ask',
    open: { from: 8 * 60, to: 21 * 60 },
    days: WEEKDAYS,
    holidays: [],
    channels: CHANNEL_NAMES,
    places: {},
  },
  limits: {},
  approvals: [],
  show: { message: true, sharedConversations: 'ask' },
};

/** Every user and user group that the rules name. */
export function idsIn({ admins, people = [], approvals, show }: Policy): string[] {
  const named = people.flatMap(({ who }) => (who === 'everybody' ? [] : who));
  return [...new Set([...admins, ...named, ...approvals.flatMap(({ by }) => by), ...(show.numbers ?? [])])];
}
