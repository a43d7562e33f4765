import type { Channel } from '../channels/registry.ts';

/** Where one came from. customer: their own STOP. */
export type BlockSource = 'person' | 'operator' | 'import' | 'customer';

/** In characters. */
export const LONGEST_REASON = 200;

/** A number that is not to be contacted. There may be several of one number, and none ever expires. */
export interface Block {
  /** Absent: every channel. */
  channel?: Channel;
  source: BlockSource;
  reason?: string;
  /** Id of the Slack user who put it there. */
  by?: string;
  at: Date;
}

/** The one that keeps a number from being contacted by a channel: one for every channel first, then the oldest. */
export function blockFor(blocks: Block[], channel: Channel | undefined): Block | undefined {
  const standing = blocks.filter((one) => one.channel === undefined || one.channel === channel);
  return standing.toSorted((a, b) => weightOf(a) - weightOf(b) || a.at.getTime() - b.at.getTime())[0];
}

function weightOf({ channel }: Block): number {
  return channel === undefined ? 0 : 1;
}
