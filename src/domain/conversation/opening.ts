import { addSeconds, max } from 'date-fns';
import { hasEnded, phaseOf } from '../contact/contact.ts';
import type { FailureCode } from '../contact/failure.ts';
import type { CallFault } from '../contact/gateway.ts';
import { visibly } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import type { ConnectOutcome, JoinOutcome, StreamOutcome, TranscriptOutcome } from './chat-gateway.ts';
import { type Conversation, isHeldUp, isToRead } from './conversation.ts';
import { applyTranscript } from './hear.ts';
import { rejoin, renewNow } from './participant.ts';

/**
 * What is next to be in a chat: to listen, to join and to connect, to prolong that, to read what was missed. Who has
 * joined is stored before it connects: a chat takes one participant, and who it is can't be asked for again for ever.
 */
export type Opening = 'stream' | 'join' | 'connect' | 'renew' | 'catch_up';

export type OpeningOutcome = StreamOutcome | JoinOutcome | ConnectOutcome | TranscriptOutcome;

/** A connection token is renewed so long before it runs out. */
const RENEW_SECONDS = 3600;

const RENEW_PAUSE_SECONDS = 60;

/** What Amazon Connect doesn't do now, say because somebody else is in the chat, it is asked for so often in a row. */
const MOST_TRIES = 8;

/** The end of a chat waits no longer for what was said last: these tries take half a minute. */
const MOST_TRIES_AT_END = 4;

/** Another thread that writes in the chat may leave it before the chat ends. */
const ELSEWHERE_SECONDS = 60;

/** What a good token doesn't open is not asked for again. */
const MOST_RENEWALS = 2;

/** These pass without anybody asking for something else. */
const PASSING = new Set<FailureCode>(['credentials', 'clock', 'certificate', 'intercepted']);

/** What is next, and when; undefined when nothing is. */
export function nextOpening(reachOut: ReachOut): { opening: Opening; at: Date } | undefined {
  const { conversation, state, contact } = reachOut;
  if (!conversation || state !== 'started') return undefined;
  const { reading, writing, isBehind, link, openAt } = conversation;
  const at = new Date(openAt);
  const connection = link?.connection;
  if (hasEnded(contact)) return isToRead(conversation) ? { opening: 'catch_up', at } : undefined;
  if (reading === 'wanted') return { opening: 'stream', at };
  if (writing === 'wanted') return { opening: link ? 'connect' : 'join', at };
  if (writing === 'elsewhere') return { opening: 'join', at };
  if (!connection) return undefined;
  if (connection.isOver) return { opening: 'renew', at };
  if (isBehind) return { opening: 'catch_up', at };
  return writing === 'on'
    ? { opening: 'renew', at: max([at, addSeconds(connection.expiresAt, -RENEW_SECONDS)]) }
    : undefined;
}

/**
 * The ClientToken of a call for it: the same for each repeat, another for each participant. A chat is streamed once,
 * whichever thread asks for it.
 */
export function openingToken({ id, contactId, conversation }: ReachOut, opening: Opening): string {
  return opening === 'stream' ? `${contactId}:stream` : `${id}:${contactId}:join:${conversation?.joins ?? 0}`;
}

export function applyOpening(
  reachOut: ReachOut,
  opening: Opening,
  outcome: OpeningOutcome,
  now: Date,
): ReachOut {
  const after = withOutcome(reachOut, opening, outcome, now);
  // An end is not told before what was said last is read; then it waits for nothing.
  const mayEnd = hasEnded(after.contact) && isToRead(reachOut.conversation) && !isToRead(after.conversation);
  return mayEnd ? { ...after, lookAt: now } : after;
}

function withOutcome(reachOut: ReachOut, opening: Opening, outcome: OpeningOutcome, now: Date): ReachOut {
  const { conversation } = reachOut;
  if (!conversation) return reachOut;
  const put = (change: Partial<Conversation>) => {
    const done = { openTries: 0, openAt: now.toISOString(), ...change };
    const after = { ...reachOut, conversation: { ...conversation, ...done } };
    return isHeldUp(conversation) ? visibly(after) : after;
  };
  switch (outcome.kind) {
    case 'streaming':
      return put({ reading: 'on', ...(isLate(reachOut, now) && { isHeardLate: true }) });
    case 'elsewhere': {
      const openAt = addSeconds(now, ELSEWHERE_SECONDS).toISOString();
      const after = put({ writing: 'elsewhere', openAt });
      return conversation.writing === 'elsewhere' ? after : visibly(after);
    }
    case 'joined': {
      const { link } = outcome;
      const participants = [...new Set([...conversation.participants, link.participantId])];
      // An agent who came meanwhile has put us out again.
      const { openTries, writing } = conversation;
      const isIn = writing === 'wanted' || writing === 'elsewhere';
      return put({ participants, openTries, ...(isIn && { link, writing: 'wanted' }) });
    }
    case 'connected': {
      const { link, writing, isBehind, openTries } = conversation;
      // Meanwhile we are out.
      if (!link || writing !== (opening === 'connect' ? 'wanted' : 'on')) return reachOut;
      const connected = { link: { ...link, connection: outcome.connection } };
      if (opening === 'connect') return visibly(put({ ...connected, writing: 'on' }));
      if (isBehind) return put({ ...connected, openTries });
      // However wrong a clock is, it is not renewed without a pause.
      return put({ ...connected, openAt: addSeconds(now, RENEW_PAUSE_SECONDS).toISOString() });
    }
    case 'read':
      return applyTranscript(put({ isBehind: false, readAt: now.toISOString() }), outcome.said, now);
    case 'over':
      return applyOver(reachOut, conversation, opening, now);
    default:
      return applyFault(reachOut, conversation, opening, outcome, now);
  }
}

/** Nobody answers sooner. */
const ANSWER_SECONDS = 10;

function isLate({ startedAt }: ReachOut, now: Date): boolean {
  return startedAt !== undefined && now > addSeconds(startedAt, ANSWER_SECONDS);
}

/** Our participant is gone: it did not connect in time, was put out, or its chat has ended. */
function applyOver(reachOut: ReachOut, conversation: Conversation, opening: Opening, now: Date): ReachOut {
  if (opening === 'connect') {
    const { link: _, openTries, joins, ...rest } = conversation;
    const without = { ...rest, openTries, joins: joins + 1 };
    if (openTries + 1 >= MOST_TRIES) return giveUp(reachOut, without, opening, now);
    return tryAgain(reachOut, without, now);
  }
  if (hasEnded(reachOut.contact)) return giveUp(reachOut, conversation, opening, now);
  if (opening === 'renew') return rejoin(reachOut, conversation, now);
  const openTries = conversation.openTries + 1;
  return openTries > MOST_RENEWALS
    ? giveUp(reachOut, conversation, opening, now)
    : withTries(renewNow(reachOut, now), openTries);
}

function withTries(reachOut: ReachOut, openTries: number): ReachOut {
  const { conversation } = reachOut;
  return conversation ? { ...reachOut, conversation: { ...conversation, openTries } } : reachOut;
}

/** What was refused is over; what was not done now, or not answered, is asked for again as long as that can help. */
function applyFault(
  reachOut: ReachOut,
  conversation: Conversation,
  opening: Opening,
  outcome: CallFault,
  now: Date,
): ReachOut {
  if (outcome.kind === 'not_now' && outcome.waiting === 'rate') {
    const openAt = addSeconds(now, outcome.retryAfterSeconds ?? 2).toISOString();
    return { ...reachOut, conversation: { ...conversation, openAt } };
  }
  const isLast = conversation.openTries + 1 >= mostTries(reachOut, outcome);
  return isLast ? giveUp(reachOut, conversation, opening, now) : tryAgain(reachOut, conversation, now);
}

function mostTries({ contact, conversation }: ReachOut, outcome: CallFault): number {
  if (hasEnded(contact)) return MOST_TRIES_AT_END;
  if (outcome.kind === 'not_now' && outcome.waiting === 'quota') return MOST_TRIES;
  if (outcome.kind !== 'rejected' || PASSING.has(outcome.failure.code)) return Number.POSITIVE_INFINITY;
  // Whoever was in the chat before may be let in again once an agent is gone or the next contact is known.
  const mayBeLetIn = outcome.failure.code === 'conflict' || conversation?.participants.length;
  return mayBeLetIn ? MOST_TRIES : 1;
}

function tryAgain(reachOut: ReachOut, conversation: Conversation, now: Date): ReachOut {
  const openTries = conversation.openTries + 1;
  const openAt = addSeconds(now, Math.min(60, 2 ** openTries)).toISOString();
  const after = { ...reachOut, conversation: { ...conversation, openTries, openAt } };
  return isHeldUp(after.conversation) === isHeldUp(conversation) ? after : visibly(after);
}

function giveUp(reachOut: ReachOut, conversation: Conversation, opening: Opening, now: Date): ReachOut {
  const done = { ...conversation, openTries: 0, openAt: now.toISOString() };
  switch (opening) {
    case 'stream':
      // What can't be heard is not answered either.
      return visibly({ ...reachOut, conversation: { ...done, reading: 'refused', writing: 'refused' } });
    case 'join':
    case 'connect': {
      const writing = phaseOf(reachOut.contact) === 'with_agent' ? 'agent' : 'refused';
      return visibly({ ...reachOut, conversation: { ...done, writing } });
    }
    case 'renew':
      return rejoin(reachOut, done, now);
    case 'catch_up':
      return { ...reachOut, conversation: { ...done, isBehind: false } };
  }
}

/** The next call has its turn later. */
export function delayOpening(reachOut: ReachOut, at: Date): ReachOut {
  const { conversation } = reachOut;
  return conversation
    ? { ...reachOut, conversation: { ...conversation, openAt: at.toISOString() } }
    : reachOut;
}
