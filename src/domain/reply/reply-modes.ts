import type { ReplyMode } from '../kernel/settings.ts';

/** What people have chosen for their places. */
export interface ReplyModes {
  of(placeId: string): Promise<{ mode: ReplyMode; chosenAt: Date } | undefined>;
  choose(placeId: string, mode: ReplyMode, userId: string): Promise<void>;
}
