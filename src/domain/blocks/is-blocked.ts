import type { Context } from '../kernel/context.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { blockFor } from './block.ts';

/** Whether the do-not-contact list keeps a reach-out's recipient from being written to by its channel. */
export async function isBlocked(
  { blocks }: Pick<Context, 'blocks'>,
  { request: { recipient, channel } }: Pick<ReachOut, 'request'>,
): Promise<boolean> {
  return blockFor(await blocks.of(recipient), channel) !== undefined;
}
