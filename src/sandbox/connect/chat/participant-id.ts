import { messageId } from '../contact/transcript.ts';
import type { ParticipantRole } from './chat.ts';

/** The same person of a chat always has the same id; a custom participant has one of its own. */
export function participantId(chatId: string, role: ParticipantRole, agentId?: string): string {
  const places: Record<ParticipantRole, number> = { SYSTEM: -1, CUSTOMER: -2, AGENT: -3, CUSTOM_BOT: -4 };
  return messageId(role === 'AGENT' ? `${chatId} ${agentId}` : chatId, places[role]);
}
