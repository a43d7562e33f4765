import type { Call, Context } from '../kernel/context.ts';
import type { ReplyMode } from '../kernel/settings.ts';
import { type Denial, denyPerson } from '../policy/judge.ts';

/** What becomes of what is typed in the threads of a place; off where conversations are not set up. */
export async function replyModeIn(
  { replyModes, settings: { replies } }: Pick<Context, 'replyModes' | 'settings'>,
  placeId: string,
): Promise<ReplyMode> {
  return replies ? ((await replyModes.of(placeId)) ?? replies.mode) : 'off';
}

export type Chosen = { kind: 'chosen' } | Denial;

/** Somebody settles what becomes of what is typed in the threads of a place. */
export async function chooseReplyMode({
  ctx,
  input: { placeId, userId, mode },
}: Call<{ placeId: string; userId: string; mode: ReplyMode }>): Promise<Chosen> {
  const denial = await denyPerson(ctx, userId);
  if (denial) return denial;
  await ctx.replyModes.choose(placeId, mode, userId);
  return { kind: 'chosen' };
}
