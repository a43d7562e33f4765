import type { Call, Context } from '../kernel/context.ts';
import type { ReplyMode } from '../kernel/settings.ts';
import { type Denial, denyPerson } from '../policy/judge.ts';

/** What becomes of what is typed in the threads of a place; off where conversations are not set up. */
export async function replyModeIn(
  { replyModes, settings: { replies } }: Pick<Context, 'replyModes' | 'settings'>,
  placeId: string,
): Promise<ReplyMode> {
  return replies ? ((await replyModes.of(placeId))?.mode ?? replies.mode) : 'off';
}

/** The same of what was typed then: before it was chosen that all is sent, nobody typed to have it sent. */
export async function replyModeAt(
  { replyModes, settings: { replies } }: Pick<Context, 'replyModes' | 'settings'>,
  placeId: string,
  typedAt: Date,
): Promise<ReplyMode> {
  if (!replies) return 'off';
  const { mode, chosenAt } = (await replyModes.of(placeId)) ?? { mode: replies.mode };
  return mode === 'send' && chosenAt && typedAt < chosenAt ? 'ask' : mode;
}

export type Chosen = { kind: 'chosen' } | Denial;

/** Somebody settles what becomes of what is typed in the threads of a place. */
export async function chooseReplyMode({
  ctx,
  input: { placeId, userId, mode },
}: Call<{ placeId: string; userId: string; mode: ReplyMode }>): Promise<Chosen> {
  const denial = await denyPerson(ctx, userId);
  if (denial) return denial;
  const entry = { actor: ctx.actor, action: 'reply_mode_chosen', detail: { place: placeId, mode } };
  await ctx.replyModes.choose(placeId, mode, userId, entry);
  return { kind: 'chosen' };
}
