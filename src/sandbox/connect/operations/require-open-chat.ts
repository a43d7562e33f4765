import { AwsError } from '../aws-error.ts';
import type { Chat } from '../chat/chat.ts';
import type { Contact } from '../contact/contact.ts';
import type { Simulation } from '../simulation.ts';

/**
 * A contact of a chat that goes on, be it under this contact or one that follows it. Throws
 * ResourceNotFoundException (unknown) or InvalidRequestException (a call, or ended).
 */
export function requireOpenChat(
  contactId: string,
  { book, chats }: Simulation,
): { chat: Chat; contact: Contact; current: Contact } {
  const contact = book.require(contactId);
  if (contact.channel !== 'CHAT') throw new AwsError('InvalidRequestException', 'The contact is no chat.');
  const chat = chats.of(contact);
  const current = book.get(chat.contactId);
  if (!current || current.state === 'ended') {
    throw new AwsError('InvalidRequestException', 'The contact is not active.');
  }
  return { chat, contact, current };
}
