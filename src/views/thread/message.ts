import type { KnownBlock } from '@slack/types';
import { answeredBy } from '../../domain/contact/answering-machine.ts';
import { queuesOf, summarize } from '../../domain/contact/contact.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import type { Milestone, PlannedPost } from '../../domain/thread/post.ts';
import { buildCard } from '../card/card.ts';
import type { Names } from '../names.ts';
import { endedText } from '../sentences/ending.ts';
import { referenceText } from '../sentences/failure.ts';
import { acceptedText, answerText, queueText, statusOf } from '../sentences/status.ts';
import { slackDate } from '../text.ts';

export interface ThreadMessage {
  /** What notifications show. */
  text: string;
  blocks: KnownBlock[];
}

/** The message of a thread that a part names. */
export function buildThreadMessage(
  reachOut: ReachOut,
  { part, covers = [] }: PlannedPost,
  names: Names,
): ThreadMessage {
  if (part === 'card') return buildCard(reachOut, names);
  const text = part === 'contact_id' ? contactIdText(reachOut) : milestonesText(reachOut, covers, names);
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] };
}

function contactIdText({ request: { channel }, contactId }: ReachOut): string {
  return `Accepted by Amazon Connect. ${acceptedText(channel)} ContactId \`${contactId}\``;
}

/** One line each, in the order in which it happened. */
function milestonesText(reachOut: ReachOut, milestones: Milestone[], names: Names): string {
  return milestones.map((milestone) => milestoneText(reachOut, milestone, names)).join('\n');
}

function milestoneText(reachOut: ReachOut, milestone: Milestone, names: Names): string {
  const { contact, failure } = reachOut;
  const { connectedAt, queuedAt, agentAt, endedAt, answeringMachine } = summarize(contact);
  switch (milestone) {
    case 'failed':
    case 'unresolved': {
      const { icon, title, explanation = '' } = statusOf(reachOut, names);
      const isAbout = milestone === 'failed' || failure?.code === 'unexpected';
      return `${icon} ${title}. ${explanation}${isAbout ? referenceText(failure) : ''}`.trimEnd();
    }
    case 'answered':
      return `:telephone_receiver: ${answerText(answeredBy(answeringMachine))}${at(connectedAt)}`;
    case 'queued':
      return `:hourglass_flowing_sand: ${queueText(queuesOf(contact)[0], names)}${at(queuedAt)}`;
    case 'with_agent':
      return `:technologist: With an agent${at(agentAt)}`;
    case 'ended':
      return `:checkered_flag: ${endedText(reachOut)}${at(endedAt)}`;
  }
}

function at(time: string | undefined): string {
  return time ? ` · ${slackDate(new Date(time), '{time_secs}')}` : '';
}
