import type { Contact } from '../contact/contact.ts';
import type { ContactBook } from '../contact-book.ts';

export type Between = {
  subtype: string;
  customer: string;
  /** The names of the instance's number: its ARN, its E.164. */
  system: readonly string[];
};

/** The newest chat that is open between the two; number, sender and subtype tell chats apart. */
export function openChat(book: ContactBook, { subtype, customer, system }: Between): Contact | undefined {
  return book
    .list()
    .findLast(
      (contact) =>
        contact.state !== 'ended' &&
        contact.subtype === subtype &&
        contact.customer.address === customer &&
        system.includes(contact.system.address),
    );
}
