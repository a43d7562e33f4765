import type { Channel } from '../channels/registry.ts';
import type { Entry } from '../kernel/actor.ts';
import type { ReplyMode } from '../kernel/settings.ts';

/** What the form begins with. */
export interface FormDefaults {
  channel?: Channel;
  /** The name of each channel's sender. */
  senders: Partial<Record<Channel, string>>;
}

/** What people have chosen for a place; what they were not asked is absent. */
export interface PlaceChoices extends FormDefaults {
  replies?: ReplyMode;
}

export interface PlaceSettings {
  /** `repliesSince`: since when what is typed in its threads is dealt with so. */
  of(placeId: string): Promise<PlaceChoices & { repliesSince?: Date }>;
  /** What is absent stays as it was. Commits with its audit entry. */
  choose(placeId: string, choices: PlaceChoices, userId: string, entry: Entry): Promise<void>;
}
