import type { ReplyMode } from '../../domain/kernel/settings.ts';

export const SETTINGS_INTRO = 'This holds for everybody in this conversation.';

export const REPLIES_LABEL = "What people type in a customer's thread";

export const MODES: Record<ReplyMode, (undoSeconds: number) => string> = {
  ask: () => 'Ask the writer before it goes to the customer',
  send: (seconds) =>
    seconds > 0 ? `Send it, with ${seconds} s to undo` : 'Send it at once, with no way to undo',
  off: () => 'Keep all of it in Slack',
};
