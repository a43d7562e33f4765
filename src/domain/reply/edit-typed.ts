import { differenceInMinutes } from 'date-fns';
import { type Reply, replyIn, withLine } from '../conversation/line.ts';
import { withoutText } from '../conversation/tell.ts';
import type { Call, Context } from '../kernel/context.ts';
import { denyPerson } from '../policy/judge.ts';
import { unaccounted } from '../reach-out/applied.ts';
import { stayOf } from './obstacle.ts';
import { replyModeIn } from './reply-mode.ts';
import { isNote } from './reply-text.ts';
import type { Typed } from './type-reply.ts';
import { isAfterStart, replyIdOf, timeOf } from './typed-message.ts';

/** What a message was when it was edited or deleted; undefined where it was no reply. */
export type Edited = Pick<Reply, 'state' | 'stays'> | undefined;

/** `markup`: what it was before. */
type Editing = Pick<Typed, 'placeId' | 'threadTs' | 'ts' | 'userId' | 'markup'>;

/**
 * A message was edited or deleted. What has not gone out stays in Slack then, also where the message itself has yet
 * to come in; of what has, the customer has the first version.
 */
export async function editTyped({ ctx, input }: Call<Editing>): Promise<Edited> {
  const { placeId, threadTs, ts, userId, markup } = input;
  const id = replyIdOf(placeId, ts);
  const found = await ctx.reachOuts.findByThread(placeId, threadTs, id);
  if (!found?.conversation || !isAfterStart(found, ts)) return undefined;
  const now = ctx.clock.now();
  let edited: Edited;
  let isToCome = false;
  await ctx.reachOuts.change(
    found,
    (reachOut) => {
      const reply = replyIn(reachOut.lines, id);
      edited = reply;
      if (!reply) {
        if (reachOut.state !== 'started') return undefined;
        const at = now.toISOString();
        const kept: Reply = {
          ...{ kind: 'reply', id, at, by: userId, state: 'kept', sendAt: at, tries: 0 },
          source: { placeId, ts },
        };
        isToCome = !stayOf(reachOut, markup, now, false);
        return unaccounted({ ...reachOut, lines: [...reachOut.lines, kept] });
      }
      if (!['asked', 'waiting'].includes(reply.state)) return undefined;
      const lines = withLine(reachOut.lines, id, () => withoutText({ ...reply, state: 'kept' }));
      return unaccounted({ ...reachOut, lines });
    },
    id,
  );
  return isToCome && (await isMeant(ctx, input)) ? { state: 'asked' } : edited;
}

/** Slack repeats what it could not deliver for some minutes: what is older was seen, and was no reply. */
const MOST_MINUTES = 10;

/** Whether a message that is not known is a reply that has yet to come in: nobody will be asked about it any more. */
async function isMeant(ctx: Context, { placeId, ts, userId, markup }: Editing): Promise<boolean> {
  if (differenceInMinutes(ctx.clock.now(), timeOf(ts)) >= MOST_MINUTES || isNote(markup)) return false;
  if ((await replyModeIn(ctx, placeId)) === 'off') return false;
  return (await denyPerson(ctx, userId)) === undefined;
}
