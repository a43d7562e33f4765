import type { KnownBlock } from '@slack/types';

/** A message that only one person sees. */
export interface Private {
  text: string;
  blocks?: KnownBlock[];
}

/** A message of a thread, in Slack's markup, with who wrote it. Of ours, what was written in the chat. */
export interface Recent {
  text: string;
  isOurs: boolean;
}

/** What is said beside a thread, and what that takes. */
export interface Whispers {
  /** Tells a person something in a thread that nobody else sees. Rejects where that may go well another time. */
  whisper(to: { placeId: string; threadTs: string; userId: string }, message: Private): Promise<void>;
  /** What people are called, as far as Slack says. */
  nameOf(userId: string): Promise<string | undefined>;
  /** What was said last in a thread, oldest first. */
  recentOf(placeId: string, threadTs: string): Promise<Recent[]>;
  /** All messages of a thread that are newer than a time, as Slack gives them. @throws what Slack answers */
  repliesSince(placeId: string, threadTs: string, since: Date): Promise<object[]>;
}
