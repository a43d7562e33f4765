/**
 * A step that a reply of its own tells of, because somebody waits for it. `scheduled`: its start was put off; `failed`
 * and `unresolved` end one.
 */
export const MILESTONES = ['scheduled', 'failed', 'unresolved', 'ended'] as const;
export type Milestone = (typeof MILESTONES)[number];

/**
 * A message of the thread, as its metadata names it: `message:` with what was said in the chat, by the id of its
 * first line, `reply:` with what was answered elsewhere than in the thread. `approval` asks for that in another place.
 */
export type Part =
  | 'card'
  | 'contact_id'
  | 'approval'
  | `milestone:${Milestone}`
  | `message:${string}`
  | `reply:${string}`;

export const REPLIES: Part[] = ['contact_id', ...MILESTONES.map((one) => `milestone:${one}` as const)];

/** Whether a message tells what was written, rather than what happened. */
export function isOfConversation(part: Part): boolean {
  return part.startsWith('message:') || part.startsWith('reply:');
}

/** The messages that something is known of. */
export function partsOf({ former_card: _, ...posts }: Posts): Part[] {
  return Object.keys(posts) as Part[];
}

/** What is known of a message. */
export interface Post {
  /** How often Slack was asked to post it without a known outcome, this time included. */
  tries: number;
  /** The last try was looked for, and is not there. */
  isAbsent?: boolean;
  ts?: string;
  /** The facts that it tells, as account.ts gives them. */
  told?: string;
  /** A try of unknown outcome may yet be carried out, so that the message stands twice. */
  isDoubtful?: boolean;
  /** A try may stand in the place itself, because the head of its thread was gone. */
  isLoose?: boolean;
  /** Messages of this part that stand where they should not, and are deleted. */
  strays?: string[];
  /** How often the card was posted anew because somebody had deleted it, or the thread that it stood in. */
  renewals?: number;
  /** Slack refused its blocks, so it is told in plain text. */
  isPlain?: boolean;
  /** Slack's error when it took the plain text neither. */
  refused?: string;
  /** Of what asks for approval: when the next try of it is due, ISO 8601. */
  at?: string;
}

/** The card that a thread has left behind where it could not go on. It is edited whenever that is possible. */
export interface FormerCard {
  placeId: string;
  ts: string;
  /** The version that it shows. */
  shown: number;
  /** How often in a row it could not be edited. */
  tries: number;
  /** When it is tried again, ISO 8601. */
  at?: string;
}

export type Posts = Partial<Record<Part, Post>> & { former_card?: FormerCard };
