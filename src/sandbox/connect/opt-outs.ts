import type { Contact } from './contact/contact.ts';

/** Words that AWS takes as an opt-out when they are the whole text message; they never reach Connect. */
const STOP_WORDS = [
  ...['arret', 'cancel', 'end', 'opt-out', 'optout', 'quit', 'remove', 'stop', 'td', 'unsubscribe'],
];

/** The opt-out list that every account has, and every number begins with. */
export const DEFAULT_OPT_OUT_LIST = 'Default';

/** What a customer's text message does to the opt-outs before it gets to Connect; nothing for most. */
export function keywordIn({ subtype }: Pick<Contact, 'subtype'>, text: string): 'stop' | 'start' | undefined {
  if (subtype !== 'connect:SMS') return undefined;
  const word = text.trim().toLowerCase();
  if (word === 'start' || word === 'unstop') return 'start';
  return STOP_WORDS.includes(word) ? 'stop' : undefined;
}

/** A number on one channel: who stops text messages goes on getting WhatsApp ones. */
export function destinationOf(subtype: string, number: string): string {
  return `${subtype} ${number}`;
}
