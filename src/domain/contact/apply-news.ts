import { isDeepStrictEqual } from 'node:util';
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
    ? { ...withTranscript(told, now), lookAt: now }
    : told;
}

/** What was said last in its chat may not have come in. */
function withTranscript(reachOut: ReachOut, now: Date): ReachOut {
  const { conversation } = reachOut;
  if (!conversation?.link?.connection) return reachOut;
  return { ...reachOut, conversation: { ...conversation, isBehind: true, openAt: now.toISOString() } };
}
