import { hasEnded } from '../contact/contact.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { hasOptedOut } from './conversation.ts';

/** With an answer to the customer that was written at a time, ISO 8601. */
export function withAnswerAt(reachOut: ReachOut, writtenAt: string): ReachOut {
  const { conversation } = reachOut;
  if (!conversation || (conversation.answeredAt ?? '') >= writtenAt) return reachOut;
  return { ...reachOut, conversation: { ...conversation, answeredAt: writtenAt } };
}

/**
 * Since when the customer waits for an answer that people in Slack can give, ISO 8601; undefined where they don't.
 * Where an agent has the chat, the agent answers.
 */
export function waitsSince({ state, contact, conversation }: ReachOut): string | undefined {
  if (!conversation || state !== 'started' || hasEnded(contact)) return undefined;
  const { customerAt, answeredAt = '', writing } = conversation;
  if (!customerAt || customerAt <= answeredAt || writing === 'agent') return undefined;
  return hasOptedOut(conversation) ? undefined : customerAt;
}
