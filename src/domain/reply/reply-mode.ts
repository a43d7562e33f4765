import type { Context } from '../kernel/context.ts';
import type { ReplyMode } from '../kernel/settings.ts';

/** What becomes of what is typed in the threads of a place; off where conversations are not set up. */
export async function replyModeIn(
  { placeSettings, settings: { replies } }: Pick<Context, 'placeSettings' | 'settings'>,
  placeId: string,
): Promise<ReplyMode> {
  return replies ? ((await placeSettings.of(placeId)).replies ?? replies.mode) : 'off';
}

/** The same of what was typed then: before it was chosen that all is sent, nobody typed to have it sent. */
export async function replyModeAt(
  { placeSettings, settings: { replies } }: Pick<Context, 'placeSettings' | 'settings'>,
  placeId: string,
  typedAt: Date,
): Promise<ReplyMode> {
  if (!replies) return 'off';
  const { replies: mode = replies.mode, repliesSince } = await placeSettings.of(placeId);
  return mode === 'send' && repliesSince && typedAt < repliesSince ? 'ask' : mode;
}
