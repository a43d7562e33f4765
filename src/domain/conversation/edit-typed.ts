import type { Call } from '../kernel/context.ts';
import { unaccounted } from '../reach-out/applied.ts';
import { type Reply, replyIn, withLine } from './line.ts';
import { replyIdOf } from './reply-id.ts';
import { withoutText } from './tell.ts';
import { isAfterStart } from './type-reply.ts';

/** What a message was when it was edited or deleted; undefined where it was no reply. */
export type Edited = Pick<Reply, 'state' | 'stays'> | undefined;

/**
 * A message was edited or deleted. What has not gone out stays in Slack then, also where the message itself has yet
 * to come in; of what has, the customer has the first version.
 */
export async function editTyped({
  ctx,
  input: { placeId, threadTs, ts, userId },
}: Call<{ placeId: string; threadTs: string; ts: string; userId: string }>): Promise<Edited> {
  const id = replyIdOf(placeId, ts);
  const found = await ctx.reachOuts.findByThread(placeId, threadTs, id);
  if (!found?.conversation || !isAfterStart(found, ts)) return undefined;
  const now = ctx.clock.now().toISOString();
  let edited: Edited;
  await ctx.reachOuts.change(
    found,
    (reachOut) => {
      const reply = replyIn(reachOut.lines, id);
      edited = reply;
      if (!reply) {
        if (reachOut.state !== 'started') return undefined;
        const kept: Reply = {
          ...{ kind: 'reply', id, at: now, by: userId, state: 'kept', sendAt: now, tries: 0 },
          source: { placeId, ts },
        };
        return unaccounted({ ...reachOut, lines: [...reachOut.lines, kept] });
      }
      if (!['asked', 'waiting'].includes(reply.state)) return undefined;
      const lines = withLine(reachOut.lines, id, () => withoutText({ ...reply, state: 'kept' }));
      return unaccounted({ ...reachOut, lines });
    },
    id,
  );
  return edited;
}
