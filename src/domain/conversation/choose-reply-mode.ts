import type { Call } from '../kernel/context.ts';
import type { ReplyMode } from '../kernel/settings.ts';
import type { Refusal } from '../policy/decide.ts';
import { judge } from '../policy/judge.ts';

/** unidentified: Slack does not say who asks. */
export type Chosen = { kind: 'chosen' | 'unidentified' } | { kind: 'refused'; refusals: Refusal[] };

/** Somebody settles what becomes of what is typed in the threads of a place. */
export async function chooseReplyMode({
  ctx,
  input: { placeId, userId, mode },
}: Call<{ placeId: string; userId: string; mode: ReplyMode }>): Promise<Chosen> {
  const verdict = await judge({ ctx, input: { userId } });
  if (!verdict) return { kind: 'unidentified' };
  if (verdict.kind === 'refuse') return { kind: 'refused', refusals: verdict.refusals };
  await ctx.replyModes.choose(placeId, mode, userId);
  return { kind: 'chosen' };
}
