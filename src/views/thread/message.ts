import type { KnownBlock } from '@slack/types';
import { summarize } from '../../domain/contact/contact.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { logOf } from '../../domain/thread/account.ts';
import type { Part } from '../../domain/thread/post.ts';
import { buildApproval } from '../approval/message.ts';
import { buildCard } from '../card/card.ts';
import { buildHeard, buildReply } from '../conversation/message.ts';
import { section } from '../kit.ts';
import { LONGEST_SECTION } from '../limits.ts';
import type { Names } from '../names.ts';
import { referenceText } from '../sentences/failure.ts';
import { deferralText } from '../sentences/schedule.ts';
import { statusOf } from '../sentences/status.ts';
import { contactIdText, happeningText, stateText, subjectText, timeText } from '../sentences/thread.ts';

export interface ThreadMessage {
  /** What notifications show. */
  text: string;
  blocks: KnownBlock[];
}

/** The message of a thread that a part names. */
export function buildThreadMessage(reachOut: ReachOut, part: Part, names: Names): ThreadMessage {
  if (part === 'card') return buildCard(reachOut, names);
  if (part === 'approval') return buildApproval(reachOut, names);
  if (part.startsWith('message:')) return buildHeard(reachOut, part, names);
  if (part.startsWith('reply:')) return buildReply(reachOut, part, names);
  const about = reachOut.threadTs ? subjectText(reachOut) : '';
  const told = part === 'contact_id' ? logText(reachOut, names) : milestoneText(reachOut, part, names);
  const text = `${about}${told}`;
  return { text, blocks: [section(text)] };
}

/** The ContactId, and below it what has happened since, in one line. */
function logText(reachOut: ReachOut, names: Names): string {
  const log = logOf(reachOut).map((happening) => happeningText(happening, reachOut, names));
  return [contactIdText(reachOut), latest(log)].filter(Boolean).join('\n');
}

/** Leaves room for the ContactId. */
const LONGEST_LOG = LONGEST_SECTION - 1000;

/** As much of the end of a log as fits. */
function latest(log: string[]): string {
  let kept = log;
  while (kept.length > 1 && kept.join(' · ').length > LONGEST_LOG) kept = kept.slice(1);
  return (kept.length < log.length ? ['…', ...kept] : kept).join(' · ');
}

/** The present state in a few words, with what AWS answered; the card says what to do. */
function milestoneText(reachOut: ReachOut, part: Part, names: Names): string {
  const { state, failure, contact, deferral } = reachOut;
  if (part === 'milestone:scheduled' && deferral) return deferralText(deferral);
  const said = `${statusOf(reachOut, names).icon} ${stateText(reachOut, names)}`;
  if (state !== 'ended') return `${said}${referenceText(failure)}`;
  const { endedAt } = summarize(contact);
  return endedAt ? `${said} · ${timeText(endedAt)}` : said;
}
