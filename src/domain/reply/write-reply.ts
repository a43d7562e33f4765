import { isBlocked } from '../blocks/is-blocked.ts';
import { claimed, isAnothers } from '../conversation/claim.ts';
import { type Reply, replyIn, type Stay } from '../conversation/line.ts';
import type { Call } from '../kernel/context.ts';
import { type Denial, denyPerson } from '../policy/judge.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { stayOf } from './obstacle.ts';
import { noteStay } from './refused-reply.ts';
import { replyModeIn } from './reply-mode.ts';
import { isNote } from './reply-text.ts';

/**
 * - stored: it goes.
 * - repeated: it was confirmed before.
 * - changed: other words were confirmed before, by the same form.
 * - stays: it can't go.
 * - asked: somebody else answers for the conversation, and its writer has not been asked about that yet.
 * - off: nothing goes out from this place.
 */
export type Written =
  | Denial
  | { kind: 'stored' | 'repeated' | 'not_found' | 'off' }
  | { kind: 'changed'; reachOut: ReachOut }
  | { kind: 'asked'; claimedBy: string; reachOut: ReachOut }
  | { kind: 'stays'; why: Stay; reachOut: ReachOut };

interface Writing {
  id: string;
  replyId: string;
  userId: string;
  text: string;
  /** Of its words, by a salt that is stored nowhere. */
  fingerprint: string;
  /** Somebody who answers for the conversation, as its writer knows. */
  knownClaim?: string;
}

/** A reply that was written in a form: its id was minted with the form and is claimed once. */
export async function writeReply({
  ctx,
  input: { id, replyId, userId, text, fingerprint, knownClaim },
}: Call<Writing>): Promise<Written> {
  const found = await ctx.reachOuts.find(id, replyId);
  if (!found?.conversation) return { kind: 'not_found' };
  const [denial, isListed] = await Promise.all([denyPerson(ctx, userId, id), isBlocked(ctx, found)]);
  if (denial) return denial;
  const isOff = (await replyModeIn(ctx, found.placeId)) === 'off';
  const now = ctx.clock.now();
  let written: Written = { kind: 'not_found' };
  await ctx.reachOuts.change(
    found,
    (reachOut) => {
      const known = replyIn(reachOut.lines, replyId);
      if (known) {
        const isSame = known.fingerprint === fingerprint;
        written = isSame ? { kind: 'repeated' } : { kind: 'changed', reachOut };
        return undefined;
      }
      const why = isNote(text) ? 'note' : stayOf(reachOut, text, now, isListed);
      const { claimedBy } = reachOut.conversation ?? {};
      if (isOff) written = { kind: 'off' };
      else if (why) written = { kind: 'stays', why, reachOut };
      else if (claimedBy && claimedBy !== knownClaim && isAnothers(reachOut, userId))
        written = { kind: 'asked', claimedBy, reachOut };
      else written = { kind: 'stored' };
      if (written.kind !== 'stored') return undefined;
      const goesAt = now.toISOString();
      const reply: Reply = {
        ...{ kind: 'reply', id: replyId, at: goesAt, by: userId, text, fingerprint, tries: 0 },
        ...{ state: 'waiting', sendAt: goesAt, goesAt },
      };
      const after = claimed(reachOut, userId);
      return {
        reachOut: { ...after, lines: [...after.lines, reply] },
        entries: [{ actor: ctx.actor, action: 'reply_confirmed', detail: { reply: replyId } }],
      };
    },
    replyId,
  );
  await noteStay(ctx, { id, replyId }, written);
  return written;
}
