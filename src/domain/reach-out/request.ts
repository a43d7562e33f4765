import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../kernel/context.ts';
import type { Claim, NewReachOut } from '../kernel/ports.ts';

/**
 * - stored: the reach-out, its place in the outbox and its audit entry are committed.
 * - repeated: this very reach-out was confirmed before; nothing is sent again.
 * - altered: a reach-out of this id was confirmed before with other answers, which stand.
 */
export type RequestResult = 'stored' | 'repeated' | 'altered';

/** Confirms a reach-out. Its id is claimed once, however often the person presses or Slack repeats. */
export async function requestReachOut({ ctx, input }: Call<NewReachOut>): Promise<RequestResult> {
  const entry = { actor: ctx.actor, action: 'requested', detail: { channel: input.request.channel } };
  const start = ctx.starter.reserve();
  let confirmed: Claim | undefined;
  try {
    confirmed = await ctx.store.confirm(input, entry, { startsHere: start.isHere });
  } finally {
    if (confirmed) start.go(confirmed);
    else start.drop();
  }
  if (confirmed) return 'stored';
  const earlier = await ctx.store.reachOuts.find(input.id);
  return isDeepStrictEqual(earlier?.request, input.request) ? 'repeated' : 'altered';
}
