import { type Channel, channelOf } from '../channels/registry.ts';
import type { Context } from '../kernel/context.ts';
import type { Facts } from './decide.ts';

/** What the do-not-contact list and AWS's own have of a number. */
export async function lookUp(
  { blocks, optOuts }: Context,
  recipient: string,
  channel: Channel | undefined,
): Promise<Pick<Facts, 'blocks' | 'optOut'>> {
  const definition = channel && channelOf(channel);
  const isAsked = definition?.kind === 'chat' && definition.hasOptOutList;
  const [listed, optOut] = await Promise.all([
    blocks.of(recipient),
    isAsked ? optOuts?.find(recipient) : undefined,
  ]);
  return { blocks: listed, optOut };
}
