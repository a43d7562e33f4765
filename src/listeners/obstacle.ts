import type { NoPosting } from '../slack/membership.ts';

/** Why the thread cannot be written there, and what to do. */
export function obstacleText(obstacle: NoPosting): string {
  return obstacle === 'archived'
    ? "This conversation is archived, so its thread can't be written here. Start from another one."
    : "Reach Out isn't in this conversation, so it can't keep a thread here. Type /invite @Reach Out in it and press the button again, or start from a conversation that it is in. (In a direct message between people it can't be.)";
}
