import type { BlockSource } from '../blocks/block.ts';
import { type Block, blockFor } from '../blocks/block.ts';
import type { Channel } from '../channels/registry.ts';
import type { OptOut } from './opt-outs.ts';

/** Why a number is not to be contacted. `since`: ISO 8601. */
export interface Blocked {
  since: string;
  /** Absent: every channel. */
  channel?: Channel;
  source: BlockSource;
  reason?: string;
}

/** Nobody can override it; without a channel, only what holds for every one counts. */
export function refuseBlocked(blocks: Block[], channel: Channel | undefined): Blocked | undefined {
  const block = blockFor(blocks, channel);
  if (!block) return undefined;
  const { at, by: _, ...why } = block;
  return { ...why, since: at.toISOString() };
}

/** AWS would take the message, and drop it. `since`: ISO 8601. */
export function refuseOptedOut(optOut: OptOut): { since?: string } | undefined {
  if (optOut.kind !== 'listed') return undefined;
  return optOut.since ? { since: optOut.since.toISOString() } : {};
}
