import type { Lane } from '../kernel/pace.ts';

/** What is due and in nobody's hands. */
export interface Due {
  count: number;
  oldestAt?: Date;
}

/** What waits, over all instances. */
export interface Backlog {
  due: Record<Lane, Due>;
  /** Lists themselves, not their rows. */
  lists: Due;
  scheduled: number;
  awaitingApproval: number;
  /** With lists: they do not come on by themselves, because Slack refuses their messages or the work on them keeps failing. */
  stuck: number;
}

/** Rejects while the database is away. */
export type LookAtBacklog = () => Promise<Backlog>;
