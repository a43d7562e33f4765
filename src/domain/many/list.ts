import type { Approval } from '../approval/approval.ts';
import type { Channel } from '../channels/registry.ts';
import type { Entry } from '../kernel/actor.ts';
import type { NeededApproval } from '../policy/approvals.ts';
import type { Refusal } from '../policy/decide.ts';
import type { Template } from '../templates/templates.ts';
import type { PlaceholderFaults } from './fill-in.ts';
import type { FileFault } from './list-file.ts';
import type { Row, Why } from './row.ts';

/**
 * Glossary
 * - List: a file of numbers that a person wants to reach with one message; one reach-out a row.
 * - Row: a line of the file that is about somebody. It goes, or it is left out, with the reason why.
 * - Report: what a list would come to, told before anything starts.
 * - To feed: to confirm the next rows of a list, a few at a time, as reach-outs of the lane `list`.
 */

/**
 * - reading: its file is fetched, read and judged.
 * - returned: the form has come back to whoever sent it, with what is wrong; final.
 * - reported: the report stands, and nothing starts until somebody says so.
 * - scheduled: it starts at a time that a person has named.
 * - awaiting_approval: it starts once somebody else has approved of it.
 * - running: its rows are fed. paused: none is, until it goes on.
 * - stopped: what had not gone by then does not go; final, as are done, cancelled, declined and lapsed.
 */
export const LIST_STATES = [
  ...(['reading', 'returned', 'reported', 'scheduled', 'awaiting_approval', 'running', 'paused'] as const),
  ...(['stopped', 'done', 'cancelled', 'declined', 'lapsed'] as const),
] as const;
export type ListState = (typeof LIST_STATES)[number];

/** What a list would come to. */
export interface Report {
  rows: number;
  goes: number;
  /** Of those that go, the ones that are closed now; and when the first of them opens, ISO 8601. */
  closed: number;
  opensAt?: string;
  /** Those that do not go, by why. */
  out: { why: Why; count: number }[];
  /** In how many parts all that goes is sent, where the channel bills each. */
  parts?: number;
  /** How long it takes at the pace at which contacts are started. */
  seconds: number;
  /** By which rule somebody else has to approve of it. */
  approval?: NeededApproval;
}

/** What is known of a message about a list. */
export interface Posting {
  /** How often Slack was asked to post it without a known outcome, this time included. */
  tries: number;
  /** The last try was looked for, and is not there. */
  isAbsent?: boolean;
  ts?: string;
  /** What it tells. */
  told?: string;
  /** Not before then, ISO 8601. */
  at?: string;
  /** When it is looked for twins of it. */
  sweepAt?: string;
  /** Slack's error where it can't be posted. */
  refused?: string;
}

export const LIST_PARTS = ['list', 'list_approval'] as const;
export type ListPart = (typeof LIST_PARTS)[number];

/** What its form is told once the file was read: that the report stands, or what is wrong. */
export interface Telling {
  /** Why it comes back. */
  fault?: FormFault;
}

/** Why a form comes back. `candidates`: the columns that may have the numbers, likely ones first. */
export type FormFault =
  | { kind: 'file'; fault: FileFault }
  | { kind: 'gone' | 'not_allowed' | 'unavailable' | 'broken' }
  | { kind: 'column'; columns: string[]; candidates: number[] }
  | { kind: 'placeholders' | 'attributes'; faults: PlaceholderFaults; columns: string[] }
  /** Why the template can't be sent. */
  | { kind: 'template'; message: string }
  /** The attributes that Amazon Connect does not fill in. */
  | { kind: 'unfilled'; names: string[] };

/** A template that rows go out as: its version does not change any more. */
export interface PinnedTemplate {
  template: Template;
  knowledgeBaseId: string;
  /** When it was seen to be active, ISO 8601. */
  checkedAt: string;
}

/** What nobody who reads the database is to read. */
export interface ListContent {
  /** Empty where there is a template. */
  message: string;
  /** As it is chosen in the form, and by which name. */
  template?: { chosen: string; name: string };
  /** The same as it was when the file was read. */
  pinned?: PinnedTemplate;
  /** What the first rows read, by the line of each, where Amazon Connect has said so. */
  previews?: Record<number, string>;
  fileName: string;
  /** Where the form has said that the file is. */
  fileUrl?: string;
  /** The name of whom it comes from, where there is a choice and somebody has chosen. */
  sender?: string;
  /** The column of the number, where somebody has chosen it; by its place. */
  column?: number;
  /** Why it was declined. */
  reason?: string;
}

/** The file with what became of each row. */
export interface ResultFile {
  /** How often in a row Slack did not take it. */
  tries: number;
  /** Once Slack has it, where nobody sees it yet. */
  fileId?: string;
  outcome?: 'stands' | 'not_known' | 'refused';
  /** Not before then, ISO 8601. */
  at?: string;
}

/** What the policy has against whoever asked, or the place, and so against every row. */
export type ListObstacle = Extract<Refusal, { rule: 'people' | 'bounds' | 'places' }>;

/** A list as it is stored, without its rows. */
export interface List {
  id: string;
  teamId: string;
  userId: string;
  /** Where its message stands: a place, or the id of whoever asked, where that was not possible. */
  placeId: string;
  placeName?: string;
  channel: Channel;
  state: ListState;
  content: ListContent;
  /** When message and rows were erased. */
  erasedAt?: Date;
  /** They are encrypted with a key that is missing here. Nobody works on it then, and what is sealed stays as it is. */
  isUnreadable?: boolean;
  fileId: string;
  /** The form that waits for the report. */
  viewId?: string;
  telling?: Telling;
  /** The names of the questions that were answered for all of it. */
  answered: string[];
  report?: Report;
  approval?: Approval;
  /** Why it was paused without anybody's saying so. */
  obstacle?: ListObstacle;
  /** How it stood then, in another database, is how it came into this one, where it was paused. ISO 8601. */
  takenOverAt?: string;
  /** When it is to start, ISO 8601; absent: at once. */
  sendAt?: string;
  posts: Partial<Record<ListPart, Posting>>;
  /** How far the file with what became of each row has come. */
  result?: ResultFile;
  /** Who has stopped or cancelled it. */
  endedBy?: string;
  requestedAt: Date;
  endedAt?: Date;
  /** How often in a row the work on it failed. */
  troubles: number;
  /** When rows are fed next, at the earliest. ISO 8601. */
  feedAt?: string;
  /** Not worked on before then, because something is away. ISO 8601. */
  waitUntil?: string;
  lease: number;
  revision: number;
}

export type NewList = Pick<
  List,
  | 'id'
  | 'teamId'
  | 'userId'
  | 'placeId'
  | 'placeName'
  | 'channel'
  | 'content'
  | 'fileId'
  | 'viewId'
  | 'answered'
>;

/** How far the rows have come. */
export interface Progress {
  /** Not fed yet; and those of them that are closed until later, with when the first opens. */
  waiting: number;
  closed: number;
  opensAt: Date | null;
  /** Confirmed, and not accepted by Amazon Connect yet; and those of them that no call went out for. */
  inFlight: number;
  uncalled: number;
  started: number;
  answered: number;
  failed: number;
  /** Nobody knows whether it went. */
  unresolved: number;
  cancelled: number;
  out: number;
}

/** A list as it is to be stored, with what the audit trail says of the change, and with rows that are new or changed. */
export interface AppliedList {
  list: List;
  entries: Entry[];
  rows?: Row[];
}

const OVER: readonly ListState[] = ['returned', 'stopped', 'done', 'cancelled', 'declined', 'lapsed'];

export function isOver({ state }: Pick<List, 'state'>): boolean {
  return OVER.includes(state);
}
