import { CHAT } from '../channels/channel.ts';
import { type Channel, channelOf } from '../channels/registry.ts';
import type { KnowledgeAnswer } from '../knowledge/answer.ts';

/** A text that agents have at hand. Source: Amazon Q in Connect API, QuickResponseSearchResultData. */
export interface QuickResponse {
  id: string;
  name: string;
  /** As plain text; a gap stands in it as `{{…}}`. */
  text: string;
  shortcutKey?: string;
  description?: string;
  language?: string;
  /** Of Amazon Connect, such as `Chat`; none: it is for all. */
  channels: string[];
}

/**
 * The active quick responses of the knowledge base. They are fetched anew after five minutes; what is known is given
 * meanwhile, and also where they can't be fetched any more.
 */
export interface QuickResponses {
  /** What is known now; undefined where nothing has been fetched yet. */
  known(): QuickResponse[] | undefined;
  /** The first time, it is waited for within what Slack gives to options. */
  list(): Promise<KnowledgeAnswer<QuickResponse[]>>;
}

/** Whether a response is meant for a channel, or without one for any chat; calls and chats are told apart. */
export function isFor(channel: Channel | undefined, { channels }: QuickResponse): boolean {
  const { quickResponses: wanted } = channel ? channelOf(channel) : CHAT;
  return channels.length === 0 || channels.some((one) => one.toLowerCase() === wanted);
}
