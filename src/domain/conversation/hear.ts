import { differenceInSeconds, subMinutes } from 'date-fns';
import { settleConsent } from '../blocks/settle-consent.ts';
import { channelOf } from '../channels/registry.ts';
import { wordsOf } from '../contact/contact-request.ts';
import { piecesOf } from '../intake/text-limits.ts';
import type { Call, Context } from '../kernel/context.ts';
import { unaccounted, visibly } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { threadRoot } from '../thread/plan.ts';
import { withAgent } from './agent.ts';
import type { ChatNews, Said } from './chat-gateway.ts';
import type { Conversation } from './conversation.ts';
import { type Heard, isHeard, type Speaker } from './line.ts';
import { readToEnd, rejoin } from './participant.ts';
import { isStartWord, isStopWord } from './stop-word.ts';

/** Quiet for so long, and somebody is told that the customer writes. */
const QUIET_SECONDS = 10 * 60;

/** Takes in what was said in a chat that is followed, each once however often it comes. */
export async function hear({ ctx, input: { contactIds, said } }: Call<ChatNews>): Promise<void> {
  const { reachOutIds } = await ctx.contacts.ownersOf(contactIds);
  if (reachOutIds.length === 0)
    ctx.log.debug({ contactIds }, 'chat message of a contact that is none of ours');
  for (const id of reachOutIds) {
    const isTold = reachOutIds.length > 1 && (await isToldBeside(ctx, id, said));
    const heardBy = await ctx.reachOuts.change(
      id,
      (reachOut) => {
        if (isOfFormer(reachOut, contactIds) && !isWritten(said)) return undefined;
        const now = ctx.clock.now();
        const heard = applySaid(reachOut, said, now, isTold);
        if (heard === reachOut) return undefined;
        return unaccounted(said.what.kind === 'ended' ? readToEnd(heard, now) : heard);
      },
      said.id,
    );
    if (heardBy && isAboutConsent(said)) await settleConsent(ctx, heardBy);
  }
}

/** Whether a customer says that they want nothing more, or that they do again. */
export function isAboutConsent({ speaker, what }: Said): boolean {
  if (speaker !== 'customer' || !('text' in what) || !what.text) return false;
  return isStopWord(what.text) || isStartWord(what.text);
}

/** Two reach-outs of one thread may be in one chat: one of them tells what is said. */
async function isToldBeside({ reachOuts }: Context, id: string, said: Said): Promise<boolean> {
  const reachOut = await reachOuts.find(id);
  if (!reachOut || !isWritten(said)) return false;
  return (await reachOuts.unheard(reachOut, threadRoot(reachOut), [said.id])).length === 0;
}

/** Who was in the chat before the present one, and what became of what was sent in it, is of no interest. */
function isOfFormer({ conversation }: ReachOut, contactIds: string[]): boolean {
  return contactIds.some((id) => conversation?.formerContacts?.includes(id));
}

function isWritten({ what: { kind } }: Said): boolean {
  return !['joined', 'left', 'ended', 'delivered', 'read'].includes(kind);
}

/** The same of a transcript, oldest first. Who has come and gone since is not there, as if they had never come. */
export function applyTranscript(reachOut: ReachOut, transcript: Said[], now: Date): ReachOut {
  const hasGone = ({ what, participantId }: Said, index: number) =>
    what.kind === 'joined' &&
    transcript.slice(index).some((one) => one.what.kind === 'left' && one.participantId === participantId);
  return transcript
    .filter((said, index) => !hasGone(said, index))
    .reduce((known, said) => applySaid(known, said, now), reachOut);
}

/** The same reach-out when it tells nothing new. `isTold`: another tells of it in the same thread. */
export function applySaid(reachOut: ReachOut, said: Said, now: Date, isTold = false): ReachOut {
  const { conversation } = reachOut;
  if (!conversation) return reachOut;
  const isOurs = said.participantId !== undefined && conversation.participants.includes(said.participantId);
  const { what, speaker } = said;
  switch (what.kind) {
    case 'joined':
    case 'left':
      if (speaker === 'agent') return withAgent(reachOut, conversation, said, now);
      return what.kind === 'left' && conversation.link?.participantId === said.participantId
        ? rejoin(reachOut, conversation, now)
        : reachOut;
    case 'ended':
      return reachOut.state === 'started' ? { ...reachOut, lookAt: now } : reachOut;
    case 'delivered':
    case 'read':
      return speaker === 'customer' ? withReceipt(reachOut, conversation, what) : reachOut;
    default:
      return isOurs || isOwnWords(reachOut, said)
        ? reachOut
        : withHeard(reachOut, conversation, said, now, isTold);
  }
}

/** Who answers a customer, beside people in Slack; what a flow says by itself is no answer. */
const ANSWERING: Speaker[] = ['agent', 'supervisor'];

function withHeard(
  reachOut: ReachOut,
  conversation: Conversation,
  { id, at, speaker, what }: Said,
  now: Date,
  isTold: boolean,
): ReachOut {
  if (reachOut.lines.some((line) => line.id === id)) return reachOut;
  // Nobody can be told of it any more.
  if (reachOut.silence !== undefined) return reachOut;
  const isCustomer = speaker === 'customer';
  const { kind, ...words } = what as Extract<Said['what'], { kind: Heard['what'] }>;
  const { customerAt, answeredAt = '', toldTo = '', claimedBy } = conversation;
  const beingTold = reachOut.lines.some((line) => isHeard(line) && line.toldWith && at < line.at);
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
      ...((beingTold || at < toldTo) && { isLate: true }),
    }),
  );
  const consent = isCustomer && words.text ? consentIn(conversation, words.text, at) : undefined;
  const after = {
    ...reachOut,
    lines: isTold ? reachOut.lines : [...reachOut.lines, ...heard],
    conversation: {
      ...conversation,
      ...(isCustomer && !(customerAt && customerAt > at) && { customerAt: at }),
      ...(ANSWERING.includes(speaker) && !(answeredAt > at) && { answeredAt: at }),
      ...consent,
    },
  };
  // Who answers has got the message: the card says so the first time.
  const isAnswer = isCustomer && customerAt === undefined;
  return consent || isAnswer ? visibly(after) : after;
}

/** STOP and START count by when they were written, in whichever order they come in. */
function consentIn({ stoppedAt = '', resumedAt = '' }: Conversation, text: string, at: string) {
  if (isStopWord(text) && at > stoppedAt) return { stoppedAt: at };
  return isStartWord(text) && at > resumedAt ? { resumedAt: at } : undefined;
}

/** A message of the thread holds less than a message of a chat may. */
const LONGEST_PIECE = 8_000;

function split(text: string | undefined): (string | undefined)[] {
  return text ? piecesOf(text, LONGEST_PIECE) : [text];
}

/** Not every channel tells of that. Of an earlier message than the last that went out, nobody wants to know. */
function withReceipt(
  reachOut: ReachOut,
  conversation: Conversation,
  { kind, messageId }: Extract<Said['what'], { kind: 'delivered' | 'read' }>,
): ReachOut {
  const { receipt, lastSent } = conversation;
  // The id of the message that began the contact is not known.
  const isOfLast = lastSent === undefined || messageId === lastSent;
  const isNews = receipt !== 'read' && receipt !== kind;
  const definition = channelOf(reachOut.request.channel);
  const isTold = definition.kind === 'chat' && definition.hasReceipts;
  if (!isTold || !isOfLast || !isNews) return reachOut;
  return visibly({ ...reachOut, conversation: { ...conversation, receipt: kind } });
}

/** The message that the contact was started with stands on the card. */
function isOwnWords({ request }: ReachOut, { speaker, what }: Said): boolean {
  return speaker === 'system' && 'text' in what && what.text === wordsOf(request);
}

/** What came so long before the latest that was told has come in, or never will. */
const OVERLAP_MINUTES = 10;

/** From when on a transcript is read; undefined: from its beginning. */
export function missedSince({ conversation }: ReachOut): string | undefined {
  const { missedSince: since } = conversation ?? {};
  return since && subMinutes(since, OVERLAP_MINUTES).toISOString();
}
