import { addSeconds } from 'date-fns';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { type Conversation, fallBehind } from './conversation.ts';

/** Amazon Connect may let us in and put us out again: after so many participants, one a minute is enough. */
const MANY_JOINS = 5;

/** Our participant is out of the chat, or its tokens are over: once more from the start, unless somebody else writes there. */
export function rejoin(reachOut: ReachOut, conversation: Conversation, now: Date): ReachOut {
  if (conversation.writing !== 'on') return reachOut;
  return { ...reachOut, conversation: comingBack(conversation, now) };
}

/** With all to be done that joining anew takes: there may be something that was said meanwhile. */
export function comingBack({ link: _, ...conversation }: Conversation, now: Date): Conversation {
  const joins = conversation.joins + 1;
  const openAt = addSeconds(now, joins > MANY_JOINS ? 60 : 0).toISOString();
  return { ...fallBehind(conversation), writing: 'wanted', joins, openAt, openTries: 0 };
}

/** The chat is over, or about to be: what was said last in it may not have come in. */
export function readToEnd(reachOut: ReachOut, now: Date): ReachOut {
  const { conversation } = reachOut;
  if (!conversation?.link?.connection) return reachOut;
  return { ...reachOut, conversation: { ...fallBehind(conversation), openAt: now.toISOString() } };
}

/** The chat is over, and its tokens are worth nothing; who was there is of no interest any more. */
export function leaveChat(reachOut: ReachOut): ReachOut {
  if (!reachOut.conversation) return reachOut;
  const { link: _, agentName: __, ...conversation } = reachOut.conversation;
  return { ...reachOut, conversation };
}

/** The connection token is over before its time. */
export function renewNow(reachOut: ReachOut, now: Date): ReachOut {
  const { conversation } = reachOut;
  const { connection } = conversation?.link ?? {};
  if (conversation?.writing !== 'on' || !conversation.link || !connection) return reachOut;
  const link = { ...conversation.link, connection: { ...connection, isOver: true } };
  return { ...reachOut, conversation: { ...conversation, link, openAt: now.toISOString(), openTries: 0 } };
}
