import type { Call } from '../kernel/context.ts';
import { unaccounted } from '../reach-out/applied.ts';
import { isReply, type ReplyState, withLine } from './line.ts';
import { replyIdOf } from './reply-id.ts';
import { withoutText } from './tell.ts';

/** What a message was for when it was edited or deleted; undefined where it was no reply. */
export type EditedFate = { state: ReplyState; by: string } | undefined;

/**
 * A message was edited or deleted. What has not gone out stays in Slack then; of what has, the customer has the
 * first version.
 */
export async function editTyped({
  ctx,
  input: { placeId, threadTs, ts },
}: Call<{ placeId: string; threadTs: string; ts: string }>): Promise<EditedFate> {
  const found = await ctx.reachOuts.findByThread(placeId, threadTs);
  if (!found?.conversation) return undefined;
  const id = replyIdOf(placeId, ts);
  let fate: EditedFate;
  await ctx.reachOuts.change(
    found.id,
    (reachOut) => {
      const reply = reachOut.lines.filter(isReply).find((line) => line.id === id);
      fate = reply && { state: reply.state, by: reply.by };
      if (!reply || !['asked', 'waiting'].includes(reply.state)) return undefined;
      const lines = withLine(reachOut.lines, id, () => withoutText({ ...reply, state: 'kept' }));
      return unaccounted({ ...reachOut, lines });
    },
    id,
  );
  return fate;
}
