import { type Channel, channelOf } from '../../domain/channels/registry.ts';
import type { ReplyMode } from '../../domain/kernel/settings.ts';

export const SETTINGS_INTRO = 'This holds for everybody in this conversation.';

export const REPLIES_LABEL = "What people type in a customer's thread";

export const DEFAULT_CHANNEL_LABEL = 'The form begins with';

export function defaultSenderLabel(channel: Channel): string {
  return `${channelOf(channel).label} comes from`;
}

export const MODES: Record<ReplyMode, (undoSeconds: number) => string> = {
  ask: () => 'Ask the writer before it goes to the customer',
  send: (seconds) =>
    seconds > 0 ? `Send it, with ${seconds} s to undo` : 'Send it at once, with no way to undo',
  off: () => 'Keep all of it in Slack',
};
