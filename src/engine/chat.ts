import { settleConsent } from '../domain/blocks/settle-consent.ts';
import { livingContactId } from '../domain/contact/contact.ts';
import type { CallFault } from '../domain/contact/gateway.ts';
import type { SendOutcome, TranscriptOutcome } from '../domain/conversation/chat-gateway.ts';
import { applyTranscript, isAboutConsent, missedSince } from '../domain/conversation/hear.ts';
import { replyIn } from '../domain/conversation/line.ts';
import { type Opening, type OpeningOutcome, openingToken } from '../domain/conversation/opening.ts';
import type { Context } from '../domain/kernel/context.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { threadRoot } from '../domain/thread/plan.ts';

/** Conversations are not set up any more, or what a call needs can't be read. */
const NOT_POSSIBLE: CallFault = { kind: 'rejected', failure: { code: 'not_found' }, conclusive: true };

/** Makes the next call that being in a chat takes. */
export async function openChat(ctx: Context, reachOut: ReachOut, opening: Opening): Promise<OpeningOutcome> {
  const { chats } = ctx;
  const { id, contactId = '', conversation } = reachOut;
  const token = openingToken(reachOut, opening);
  if (!chats) return NOT_POSSIBLE;
  if (opening === 'stream') return chats.stream(contactId, token);
  if (opening === 'join') {
    const isElsewhere = await ctx.reachOuts.isWrittenElsewhere(id, contactId);
    // Once it was transferred, or an agent has left it, only its latest contact takes another participant.
    return isElsewhere ? { kind: 'elsewhere' } : chats.join(livingContactId(reachOut), token);
  }
  if (!conversation?.link) return NOT_POSSIBLE;
  return opening === 'catch_up' ? readWhatWasMissed(ctx, reachOut) : chats.connect(conversation.link);
}

async function readWhatWasMissed(ctx: Context, reachOut: ReachOut): Promise<TranscriptOutcome> {
  const { chats, reachOuts } = ctx;
  const { connection } = reachOut.conversation?.link ?? {};
  if (!chats || !connection) return NOT_POSSIBLE;
  const outcome = await chats.transcript(connection, missedSince(reachOut));
  if (outcome.kind !== 'read') return outcome;
  const ids = outcome.said.map(({ id }) => id);
  const unheard = new Set(await reachOuts.unheard(reachOut, threadRoot(reachOut), ids));
  const said = outcome.said.filter(({ id }) => unheard.has(id));
  if (said.some(isAboutConsent)) await settleConsent(ctx, applyTranscript(reachOut, said, ctx.clock.now()));
  return { kind: 'read', said };
}

export async function sendReply(ctx: Context, reachOut: ReachOut, replyId: string): Promise<SendOutcome> {
  const { text } = replyIn(reachOut.lines, replyId) ?? {};
  const { connection } = reachOut.conversation?.link ?? {};
  if (!ctx.chats || !connection || text === undefined) return NOT_POSSIBLE;
  return ctx.chats.send(connection, text, replyId);
}
