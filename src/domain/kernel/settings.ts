import type { CountryCode } from 'libphonenumber-js/max';
import type { CallChannel, ChatChannel } from '../channels/registry.ts';

/** A number of the Amazon Connect instance that contacts come from. */
export interface Sender {
  /** What people choose it by; absent only where there is no other. */
  name?: string;
  /** An ARN for chats, E.164 for calls. */
  number: string;
}

/** Who sends text, and the flow that handles its contacts. */
export interface ChatSettings {
  /** Never none; the first is the default. */
  senders: readonly Sender[];
  /** Id or ARN. */
  flowId: string;
}

export interface CallSettings {
  /** Id or ARN. */
  flowId: string;
  /** The first is the default. One of number and queue, at least, must come from here or from the form. */
  senders: readonly Sender[];
  queueId?: string;
}

/** Whom to ask about how Reach Out is set up, as it stands in a sentence: "Ask … to set it up." */
export interface Ask {
  plain: string;
  /** In Slack's markup. */
  markup: string;
}

const INSTALLER = 'whoever installed Reach Out';

export function whomToAsk({ ask }: Pick<ReachOutSettings, 'ask'>): Ask {
  return ask ?? { plain: INSTALLER, markup: INSTALLER };
}

/** What becomes of what is typed in the thread of an open chat. */
export const REPLY_MODES = ['ask', 'send', 'off'] as const;
export type ReplyMode = (typeof REPLY_MODES)[number];

/** What is sent without asking can be taken back for so long at most. */
export const MOST_UNDO_SECONDS = 60;

/** How people in Slack answer customers. */
export interface ReplySettings {
  mode: ReplyMode;
  /** What is sent without asking can be taken back for so long. */
  undoSeconds: number;
}

/** What whoever installed Reach Out has decided for every reach-out. */
export interface ReachOutSettings {
  instanceId: string;
  /** A channel that isn't set up is absent, and isn't offered. */
  channels: { [Name in ChatChannel]?: ChatSettings } & { [Name in CallChannel]?: CallSettings };
  /** For numbers typed without a country code. */
  defaultCountry?: CountryCode;
  /** By which setting of a person's own that is known, where nobody has decided it for all. */
  homeSign?: string;
  /** Absent or empty: every country. */
  allowedCountries?: readonly CountryCode[];
  /** Absent: whoever installed it. */
  ask?: Ask;
  /** Absent where conversations are not set up. */
  replies?: ReplySettings;
}
