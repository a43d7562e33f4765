import { isDeepStrictEqual } from 'node:util';
import { readToEnd } from '../conversation/participant.ts';
import { visibly } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { hasEnded, mergeProgress } from './contact.ts';
import type { ContactNews } from './contacts.ts';

/**
 * Joins news to what is known of a contact; the same reach-out when that changes nothing, or tells of a
 * transfer after the end.
 */
export function applyNews(reachOut: ReachOut, { contactId, leg }: ContactNews): ReachOut {
  const { contact, state, conversation } = reachOut;
  if (conversation?.formerContacts?.includes(contactId)) return reachOut;
  if (state !== 'started' && !contact?.legs[contactId]) return reachOut;
  const merged = mergeProgress(contact ?? { legs: {} }, { legs: { [contactId]: leg } });
  if (isDeepStrictEqual(merged, contact)) return reachOut;
  return visibly({ ...reachOut, contact: merged });
}

/** The same for news that came by itself: an end that it tells is confirmed at once. */
export function applyEvent(reachOut: ReachOut, news: ContactNews, now: Date): ReachOut {
  const told = applyNews(reachOut, news);
  return told !== reachOut && told.state === 'started' && hasEnded(told.contact)
    ? { ...readToEnd(told, now), lookAt: now }
    : told;
}
