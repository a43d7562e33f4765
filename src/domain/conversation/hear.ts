import { differenceInSeconds, subMinutes } from 'date-fns';
import type { Call } from '../kernel/context.ts';
import { unaccounted, visibly } from '../reach-out/applied.ts';
import { type ReachOut, wordsOf } from '../reach-out/reach-out.ts';
import type { Conversation } from './conversation.ts';
import type { Heard } from './line.ts';
import type { ChatNews, Said } from './said.ts';
import { isStopWord } from './stop-word.ts';

/** Quiet for so long, and somebody is told that the customer writes. */
const QUIET_SECONDS = 10 * 60;

/** Takes in what was said in a chat that is followed, each once however often it comes. */
export async function hear({ ctx, input: { contactIds, said } }: Call<ChatNews>): Promise<void> {
  const { reachOutId } = await ctx.contacts.ownerOf(contactIds);
  if (!reachOutId) return;
  await ctx.reachOuts.change(
    reachOutId,
    (reachOut) => {
      const heard = applySaid(reachOut, said, ctx.clock.now());
      return heard === reachOut ? undefined : unaccounted(heard);
    },
    said.id,
  );
}

/** The same reach-out when it tells nothing new. */
export function applySaid(reachOut: ReachOut, said: Said, now: Date): ReachOut {
  const { conversation } = reachOut;
  if (!conversation) return reachOut;
  const isOurs = said.participantId !== undefined && conversation.participants.includes(said.participantId);
  const { what, speaker } = said;
  switch (what.kind) {
    case 'joined':
      return speaker === 'agent' ? withWriting(reachOut, conversation, 'agent', now) : reachOut;
    case 'left':
      if (speaker === 'agent') return withWriting(reachOut, conversation, 'wanted', now);
      return isOurs && conversation.link?.participantId === said.participantId
        ? withWriting(
            reachOut,
            conversation,
            conversation.writing === 'on' ? 'wanted' : conversation.writing,
            now,
          )
        : reachOut;
    case 'ended':
      return reachOut.state === 'started' ? { ...reachOut, lookAt: now } : reachOut;
    case 'delivered':
    case 'read':
      return what.kind === conversation.receipt || conversation.receipt === 'read'
        ? reachOut
        : visibly({ ...reachOut, conversation: { ...conversation, receipt: what.kind } });
    default:
      return isOurs || isOwnWords(reachOut, said) ? reachOut : withHeard(reachOut, conversation, said, now);
  }
}

function withHeard(reachOut: ReachOut, conversation: Conversation, said: Said, now: Date): ReachOut {
  const { id, at, speaker, what } = said;
  if (reachOut.lines.some((line) => line.id === id)) return reachOut;
  const isCustomer = speaker === 'customer';
  const { kind, ...words } = what as Extract<Said['what'], { kind: Heard['what'] }>;
  const { customerAt, toldTo, claimedBy, stoppedAt } = conversation;
  const isQuiet = !customerAt || differenceInSeconds(at, customerAt) > QUIET_SECONDS;
  const heard = split(words.text).map(
    (text, piece): Heard => ({
      ...{
        kind: 'heard',
        id: piece === 0 ? id : `${id}:${piece}`,
        at,
        heardAt: now.toISOString(),
        speaker,
        what: kind,
      },
      ...{ ...words, ...(text !== undefined && { text }) },
      ...(isCustomer && isQuiet && piece === 0 && { mentions: claimedBy ?? reachOut.userId }),
      ...(toldTo && at < toldTo && { isLate: true }),
    }),
  );
  const isStop = isCustomer && !stoppedAt && words.text !== undefined && isStopWord(words.text);
  return {
    ...reachOut,
    lines: [...reachOut.lines, ...heard],
    conversation: {
      ...conversation,
      ...(isCustomer && !(customerAt && customerAt > at) && { customerAt: at }),
      ...(isStop && { stoppedAt: at }),
    },
    ...(isStop && { version: reachOut.version + 1 }),
  };
}

/** A message of the thread holds less than a message of a chat may. */
const LONGEST_PIECE = 9_000;

function split(text: string | undefined): (string | undefined)[] {
  if (text === undefined || text.length <= LONGEST_PIECE) return [text];
  const pieces = Math.ceil(text.length / LONGEST_PIECE);
  return Array.from({ length: pieces }, (_, at) =>
    text.slice(at * LONGEST_PIECE, (at + 1) * LONGEST_PIECE).toWellFormed(),
  );
}

function withWriting(
  reachOut: ReachOut,
  conversation: Conversation,
  writing: Conversation['writing'],
  now: Date,
): ReachOut {
  // What Amazon Connect refused before an agent came, it may allow once they have gone.
  if (conversation.writing === writing) return reachOut;
  const { link, stayTold: _, ...rest } = conversation;
  const openAt = now.toISOString();
  // With an agent in it our participant is out, and its tokens are worth nothing.
  const kept = writing === 'on' && link ? { link } : {};
  return visibly({ ...reachOut, conversation: { ...rest, ...kept, writing, openAt, openTries: 0 } });
}

/** The message that the contact was started with stands on the card. */
function isOwnWords({ request }: ReachOut, { speaker, what }: Said): boolean {
  return speaker === 'system' && 'text' in what && what.text === wordsOf(request);
}

/** What came so long before the latest that is told has come in, or never will. */
const OVERLAP_MINUTES = 10;

/** From when on a transcript is read; from its beginning where nothing is told yet. */
export function missedSince({ conversation }: ReachOut): string | undefined {
  const { toldTo } = conversation ?? {};
  return toldTo && subMinutes(toldTo, OVERLAP_MINUTES).toISOString();
}
