import type { Leg } from './contact.ts';

/** What a contact event or DescribeContact tells of one contact. */
export interface ContactNews {
  contactId: string;
  /** The contacts that it was transferred from, the first of them last. */
  follows: string[];
  leg: Leg;
  /** A customer began it. */
  isCustomersChat?: true;
}

/** Whose a contact is that a customer began. */
export type Whose = 'ours' | 'foreign' | 'not_known';

/** Which contact belongs to which reach-out, and news that came before that was known. */
export interface Contacts {
  /**
   * The reach-outs that these contacts belong to: Amazon Connect may answer two with one chat. Where
   * there are none, also whether any reach-out was being started at that moment, so that a contact may be about to
   * become ours.
   */
  ownersOf(contactIds: string[]): Promise<{ reachOutIds: string[]; mayBeStarting: boolean }>;
  /** Whether a contact that a customer began was found to be none of ours; known for a while. */
  isForeign(contactId: string): boolean;
  noteForeign(contactId: string): void;
  /** Looks whose it is; of several events that come together, one looks, and the others hear what it finds. */
  lookOnce(contactId: string, look: () => Promise<Whose>): Promise<Whose>;
  /** Keeps news of a contact whose ContactId may be about to be stored, with that of its transfers. */
  keepEarly(news: ContactNews): Promise<void>;
  /** What was kept of a contact and of those it was transferred to. */
  findEarly(contactId: string): Promise<ContactNews[]>;
  /** Forgets what was kept of a contact, and of others that turned out to be none of ours. */
  dropEarly(contactId: string): Promise<void>;
}
