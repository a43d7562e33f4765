import { addSeconds, max } from 'date-fns';
import { hasEnded, phaseOf } from '../contact/contact.ts';
import type { CallFault } from '../contact/gateway.ts';
import { visibly } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import type { JoinOutcome, StreamOutcome, TranscriptOutcome } from './chat-gateway.ts';
import type { Conversation } from './conversation.ts';
import { applySaid } from './hear.ts';

/** What is next to be in a chat: to listen, to join, to prolong that, to read what was missed. */
export type Opening = 'stream' | 'join' | 'renew' | 'catch_up';

/** A connection token is renewed so long before it runs out. */
const RENEW_SECONDS = 3600;

const RENEW_PAUSE_SECONDS = 60;

/** Amazon Connect is asked so often in a row for what it does not answer. */
const MOST_TRIES = 8;

/** What is next, and when; undefined when nothing is. */
export function nextOpening(reachOut: ReachOut): { opening: Opening; at: Date } | undefined {
  const { conversation, state, contact } = reachOut;
  if (!conversation || state !== 'started') return undefined;
  const { reading, writing, isBehind, link, openAt } = conversation;
  const at = new Date(openAt);
  if (hasEnded(contact)) return isBehind && link ? { opening: 'catch_up', at } : undefined;
  if (reading === 'wanted') return { opening: 'stream', at };
  if (writing === 'wanted') return { opening: 'join', at };
  if (isBehind && link) return { opening: 'catch_up', at };
  return writing === 'on' && link
    ? { opening: 'renew', at: max([at, addSeconds(link.expiresAt, -RENEW_SECONDS)]) }
    : undefined;
}

/** The ClientToken of a call for it: the same for each repeat, another for each time that we join. */
export function openingToken({ id, conversation }: ReachOut, opening: Opening): string {
  return opening === 'join' ? `${id}:join:${conversation?.joins ?? 0}` : `${id}:${opening}`;
}

/** Notes a call before it goes out. */
export function intendOpening(reachOut: ReachOut, opening: Opening): ReachOut {
  const { conversation } = reachOut;
  if (!conversation || opening !== 'join') return reachOut;
  return { ...reachOut, conversation: { ...conversation, joins: conversation.joins + 1 } };
}

export function applyOpening(
  reachOut: ReachOut,
  opening: Opening,
  outcome: StreamOutcome | JoinOutcome | TranscriptOutcome,
  now: Date,
): ReachOut {
  const { conversation } = reachOut;
  if (!conversation) return reachOut;
  const put = (change: Partial<Conversation>) => ({
    ...reachOut,
    conversation: { ...conversation, openTries: 0, openAt: now.toISOString(), ...change },
  });
  switch (outcome.kind) {
    case 'streaming':
      return put({ reading: 'on' });
    case 'joined': {
      const { link } = outcome;
      const participants = [...new Set([...conversation.participants, link.participantId])];
      // An agent who came meanwhile has put us out again.
      const writing = conversation.writing === 'agent' ? 'agent' : 'on';
      if (opening === 'join') return visibly(put({ writing, link, participants }));
      // However wrong a clock is, it is not renewed without a pause.
      return put({ writing, link, openAt: addSeconds(now, RENEW_PAUSE_SECONDS).toISOString() });
    }
    case 'read':
      return outcome.said.reduce<ReachOut>(
        (known, said) => applySaid(known, said, now),
        put({ isBehind: false }),
      );
    case 'over':
      return opening === 'renew' ? rejoin(reachOut, now) : put({ isBehind: false });
    default:
      return applyFault(reachOut, conversation, opening, outcome, now);
  }
}

function applyFault(
  reachOut: ReachOut,
  conversation: Conversation,
  opening: Opening,
  outcome: CallFault,
  now: Date,
): ReachOut {
  const openTries = conversation.openTries + 1;
  // Whoever was in the chat before may be let in again once an agent is gone or the next contact is known.
  const mayBeLetIn = opening === 'join' && conversation.participants.length > 0;
  const isFinal = (outcome.kind === 'rejected' && !mayBeLetIn) || openTries >= MOST_TRIES;
  const later = addSeconds(now, Math.min(60, 2 ** openTries)).toISOString();
  if (!isFinal) return { ...reachOut, conversation: { ...conversation, openTries, openAt: later } };
  const done = { ...conversation, openTries: 0, openAt: now.toISOString() };
  switch (opening) {
    case 'stream':
      // What can't be heard is not answered either.
      return visibly({ ...reachOut, conversation: { ...done, reading: 'refused', writing: 'refused' } });
    case 'join':
      return visibly({
        ...reachOut,
        conversation: { ...done, writing: phaseOf(reachOut.contact) === 'with_agent' ? 'agent' : 'refused' },
      });
    case 'renew':
      return rejoin(reachOut, now);
    case 'catch_up':
      return { ...reachOut, conversation: { ...done, isBehind: false } };
  }
}

/** The connection token is over before its time. */
export function renewNow(reachOut: ReachOut, now: Date): ReachOut {
  const { conversation } = reachOut;
  if (conversation?.writing !== 'on' || !conversation.link) return reachOut;
  const [openAt, link] = [now.toISOString(), { ...conversation.link, expiresAt: now.toISOString() }];
  return { ...reachOut, conversation: { ...conversation, link, openAt, openTries: 0 } };
}

/** Our participant is out of the chat, or its tokens are over: once more from the start. */
export function rejoin(reachOut: ReachOut, now: Date): ReachOut {
  const { conversation } = reachOut;
  if (conversation?.writing !== 'on') return reachOut;
  const { link: _, ...rest } = conversation;
  const openAt = now.toISOString();
  return { ...reachOut, conversation: { ...rest, writing: 'wanted', isBehind: true, openAt, openTries: 0 } };
}
