import type { Contact } from './contact/contact.ts';
import { notFound } from './find-resource.ts';

/** The contacts of the instance, newest last, with a bound on how many are kept. */
export type ContactBook = {
  get(id: string): Contact | undefined;
  /** Throws ResourceNotFoundException. */
  require(id: string): Contact;
  put(contact: Contact): void;
  list(): Contact[];
  open(channel: Contact['channel']): number;
  load(contacts: readonly Contact[]): void;
};

/** Beyond `limit` the oldest ended contact is forgotten, or the oldest of all where none has ended. */
export function contactBook(limit: number): ContactBook {
  const contacts = new Map<string, Contact>();
  /** Ids in the order in which they ended. */
  const ended = new Set<string>();
  const open = { VOICE: 0, CHAT: 0 };

  function count(contact: Contact | undefined, by: 1 | -1): void {
    if (contact && contact.state !== 'ended') open[contact.channel] += by;
  }

  function put(contact: Contact): void {
    count(contacts.get(contact.id), -1);
    contacts.set(contact.id, contact);
    if (contact.state === 'ended') ended.add(contact.id);
    count(contact, 1);
    if (contacts.size > limit) forgetOne();
  }

  function forgetOne(): void {
    const [id = ''] = ended.size > 0 ? ended : contacts.keys();
    count(contacts.get(id), -1);
    contacts.delete(id);
    ended.delete(id);
  }

  return {
    get: (id) => contacts.get(id),
    require(id) {
      const contact = contacts.get(id);
      if (!contact) throw notFound(`Contact ${id}`);
      return contact;
    },
    put,
    list: () => [...contacts.values()],
    open: (channel) => open[channel],
    load(list) {
      contacts.clear();
      ended.clear();
      open.VOICE = 0;
      open.CHAT = 0;
      for (const contact of list) put(contact);
    },
  };
}
