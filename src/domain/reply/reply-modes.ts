import type { Entry } from '../kernel/actor.ts';
import type { ReplyMode } from '../kernel/settings.ts';

/** What people have chosen for their places. */
export interface ReplyModes {
  of(placeId: string): Promise<{ mode: ReplyMode; chosenAt: Date } | undefined>;
  /** Commits with its audit entry. */
  choose(placeId: string, mode: ReplyMode, userId: string, entry: Entry): Promise<void>;
}
