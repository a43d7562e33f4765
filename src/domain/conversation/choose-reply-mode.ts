import type { Call } from '../kernel/context.ts';
import type { ReplyMode } from '../kernel/settings.ts';
import { type Denial, denyPerson } from '../policy/judge.ts';

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
