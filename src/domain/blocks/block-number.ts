import type { Channel } from '../channels/registry.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accountOf } from './account.ts';
import { type Block, type BlockSource, blockFor } from './block.ts';

/** What to put on the do-not-contact list. */
export interface Blocking {
  /** E.164. */
  recipient: string;
  /** Absent: every channel. */
  channel?: Channel;
  reason?: string;
  source: BlockSource;
  /** Id of the Slack user who asks for it. */
  by?: string;
}

/** already: it stood there, for this channel or for every one, and stays as it was. `before`: what else stood there. */
export type BlockResult =
  | { kind: 'blocked'; block: Block; before: Block[] }
  | { kind: 'already'; block: Block };

/** Puts a number on the do-not-contact list. */
export async function blockNumber({
  ctx,
  input: { recipient, ...asked },
}: {
  ctx: Pick<Context, 'actor' | 'blocks'> & { clock: Pick<Clock, 'now'> };
  input: Blocking;
}): Promise<BlockResult> {
  const block: Block = { ...asked, at: ctx.clock.now() };
  const before = await ctx.blocks.of(recipient);
  const entry = accountOf(ctx.actor, 'blocked', { recipient, ...asked });
  if (await ctx.blocks.add(recipient, block, entry)) return { kind: 'blocked', block, before };
  const standing = (await ctx.blocks.of(recipient)).filter(({ source }) => source !== 'customer');
  return { kind: 'already', block: blockFor(standing, block.channel) ?? block };
}
