import type { Receiver } from '@slack/bolt';

/** The way by which Slack reaches us. */
export interface Delivery {
  receiver: Receiver;
  /** Why nothing comes through it, while nothing does. */
  trouble(): string | undefined;
}
