import { isToRead } from '../conversation/conversation.ts';
import { leaveChat, readToEnd } from '../conversation/participant.ts';
import type { Rules } from '../reach-out/agenda.ts';
import { type Applied, enter, unaccounted } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { watchStop } from '../reach-out/watch-stop.ts';
import { applyNews } from './apply-news.ts';
import { hasEnded } from './contact.ts';
import type { DescribeOutcome } from './gateway.ts';
import { isOver, nextLookAt } from './look-plan.ts';

/** What Amazon Connect has said of the contact that it was asked for. */
export function applyLook(
  reachOut: ReachOut,
  asked: string,
  outcome: DescribeOutcome,
  now: Date,
  { hasConversations }: Rules,
): Applied {
  const told = outcome.kind === 'found' ? withAnswer(reachOut, asked, outcome) : reachOut;
  const isNews = hasEnded(told.contact) && !hasEnded(reachOut.contact);
  const known = isNews ? readToEnd(told, now) : told;
  const isConfirmed = outcome.kind === 'found' && outcome.leg.endedAt !== undefined;
  // What was said last is told before the end is.
  const mustRead = hasConversations && isToRead(known.conversation);
  if (isOver(known, isConfirmed, now) && !mustRead) {
    const { lookAt: _, ...followed } = known;
    return enter(leaveChat(followed), 'end', now);
  }
  const next = { ...known, lookAt: nextLookAt(known, asked, now) };
  return unaccounted(watchStop(next, outcome.kind === 'found', now));
}

/** Those it was transferred to first: with them known, its own end is not taken for the end of all. */
function withAnswer(
  reachOut: ReachOut,
  asked: string,
  { next, leg }: Extract<DescribeOutcome, { kind: 'found' }>,
): ReachOut {
  const transfers = next.map((contactId) => ({ contactId, follows: [asked], leg: {} }));
  return [...transfers, { contactId: asked, follows: [], leg }].reduce(applyNews, reachOut);
}
