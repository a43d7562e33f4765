import type { Context } from '../kernel/context.ts';
import type { ReplyMode } from '../kernel/settings.ts';

/** What becomes of what is typed in the threads of a place; off where conversations are not set up. */
export async function replyModeIn(
  { replyModes, settings: { replies } }: Pick<Context, 'replyModes' | 'settings'>,
  placeId: string,
): Promise<ReplyMode> {
  return replies ? ((await replyModes.of(placeId)) ?? replies.mode) : 'off';
}
