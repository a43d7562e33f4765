import type { Contact, TranscriptEntry } from './contact/contact.ts';

/** What stands on a phone over all of its chats, oldest first, each message once. `subtype` narrows it to a channel. */
export function phoneOf(contacts: readonly Contact[], number: string, subtype?: string): TranscriptEntry[] {
  const shown = new Map<string, TranscriptEntry>();
  for (const { channel, customer, subtype: its, transcript } of contacts) {
    if (channel !== 'CHAT' || customer.address !== number || (subtype ?? its) !== its) continue;
    // A contact that follows another carries its messages on.
    for (const entry of transcript)
      if (entry.delivered || entry.from === 'CUSTOMER') shown.set(entry.id, entry);
  }
  return [...shown.values()].sort((a, b) => a.at - b.at);
}
