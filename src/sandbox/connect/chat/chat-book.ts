import type { Contact } from '../contact/contact.ts';
import type { Chat } from './chat.ts';

/** The chats of the instance, with a bound on how many are kept; the oldest go first. */
export type ChatBook = {
  /** The chat that a contact belongs to; begins it where it is new. */
  of(contact: Contact): Chat;
  list(): Chat[];
  load(chats: readonly Chat[]): void;
};

export function chatBook(limit: number): ChatBook {
  const chats = new Map<string, Chat>();
  return {
    of(contact) {
      const id = contact.initialContactId ?? contact.id;
      const known = chats.get(id);
      if (known) return known;
      const chat: Chat = { id, contactId: contact.id, participants: [], items: [], sent: {} };
      chats.set(id, chat);
      if (chats.size > limit) chats.delete(chats.keys().next().value ?? '');
      return chat;
    },
    list: () => [...chats.values()],
    load(loaded) {
      chats.clear();
      for (const chat of loaded) chats.set(chat.id, chat);
    },
  };
}
