import type { ChatNews } from '../../domain/conversation/said.ts';
import { saidOf } from '../chat/item.ts';

/**
 * What a chat that is streamed tells, from a message of its SNS topic: in SNS's envelope, or by itself where
 * the subscription delivers raw. Undefined for what is none, or of no interest. Source: Amazon Connect
 * Administrator Guide, "Enable real-time chat message streaming".
 */
export function parseChatMessage(body: string): ChatNews | undefined {
  const message = unwrap(JSON.parse(body));
  if (typeof message !== 'object' || message === null) return undefined;
  const { ContactId, InitialContactId } = message as Record<string, unknown>;
  const contactIds = [InitialContactId, ContactId].filter((id) => typeof id === 'string');
  const said = contactIds.length > 0 ? saidOf(message) : undefined;
  return said && { contactIds, said };
}

function unwrap(body: unknown): unknown {
  const { Type, TopicArn, Message } = (body ?? {}) as Record<string, unknown>;
  if (Type !== 'Notification' || typeof TopicArn !== 'string' || typeof Message !== 'string') return body;
  try {
    return JSON.parse(Message);
  } catch {
    return undefined;
  }
}
