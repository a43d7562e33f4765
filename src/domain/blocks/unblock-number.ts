import type { Channel } from '../channels/registry.ts';
import type { Context } from '../kernel/context.ts';
import { accountOf } from './account.ts';
import { type Block, blockFor } from './block.ts';

/** What to take off the do-not-contact list. */
export interface Unblocking {
  /** E.164. */
  recipient: string;
  /** Absent: all that stands there of the number. */
  channel?: Channel;
}

/** wider: it stands there for every channel, and can't be taken off for one of them alone. `left`: what still stands there. */
export type UnblockResult =
  | { kind: 'unblocked'; blocks: Block[]; left: Block[] }
  | { kind: 'wider'; block: Block }
  | { kind: 'not_listed' };

/** Takes a number off the do-not-contact list, whoever put it there. */
export async function unblockNumber({
  ctx,
  input: { recipient, channel },
}: {
  ctx: Pick<Context, 'actor' | 'blocks'>;
  input: Unblocking;
}): Promise<UnblockResult> {
  const entry = accountOf(ctx.actor, 'unblocked', { recipient, ...(channel && { channel }) });
  const blocks = await ctx.blocks.lift(recipient, channel ? { channel } : {}, entry);
  const left = await ctx.blocks.of(recipient);
  if (blocks.length > 0) return { kind: 'unblocked', blocks, left };
  const block = blockFor(left, channel);
  return block ? { kind: 'wider', block } : { kind: 'not_listed' };
}
