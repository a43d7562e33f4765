/** A step that a reply tells of. `failed` and `unresolved` end a start; the others follow a contact. */
export const MILESTONES = ['failed', 'unresolved', 'answered', 'queued', 'with_agent', 'ended'] as const;
export type Milestone = (typeof MILESTONES)[number];

/** A message of the thread, as its metadata names it. */
export type Part = 'card' | 'contact_id' | `milestone:${Milestone}`;

/** What is known of a message. One of a milestone may tell of several that came together. */
export interface Post {
  /** How often Slack was asked to post it without a known outcome, this time included. */
  tries: number;
  /** The last try was looked for, and is not there. */
  isAbsent?: boolean;
  ts?: string;
  covers?: Milestone[];
  /** The facts that it tells, as milestone-account.ts gives them. */
  told?: string;
  /** A try of unknown outcome may yet be carried out, so that the message stands twice. */
  isDoubtful?: boolean;
  /** Slack refused its blocks, so it is told in plain text. */
  isPlain?: boolean;
  /** Slack's error when it took the plain text neither. */
  refused?: string;
}

export type Posts = Partial<Record<Part, Post>>;

/** A message that is due, with what it shows when it is written now. */
export interface PlannedPost {
  part: Part;
  covers?: Milestone[];
}
