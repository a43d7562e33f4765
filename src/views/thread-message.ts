import type { KnownBlock } from '@slack/types';
import { endingOf, summarize } from '../domain/contact.ts';
import { maskPhoneNumber } from '../domain/mask-phone-number.ts';
import type { Milestone, Part, ReachOut } from '../domain/progress.ts';
import { buildCard } from './card.ts';
import { endingText } from './ending.ts';
import { failureText } from './failure.ts';
import { CHANNEL_LABELS } from './labels.ts';
import { statusOf } from './status.ts';
import { slackDate } from './text.ts';

export interface ThreadMessage {
  /** What notifications show. */
  text: string;
  blocks: KnownBlock[];
}

/** The message of a thread that a part names. */
export function buildThreadMessage(reachOut: ReachOut, part: Part, covers: Milestone[] = []): ThreadMessage {
  if (part === 'card') return buildCard(reachOut);
  const text = part === 'contact_id' ? contactIdText(reachOut) : milestonesText(reachOut, covers);
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] };
}

function contactIdText({ request: { channel }, contactId }: ReachOut): string {
  const known = channel === 'voice' ? 'Not answered yet.' : 'Delivery not confirmed yet.';
  return `Accepted by Amazon Connect. ${known} ContactId \`${contactId}\``;
}

/** One line each, in the order in which it happened. */
function milestonesText(reachOut: ReachOut, milestones: Milestone[]): string {
  return milestones.map((milestone) => milestoneText(reachOut, milestone)).join('\n');
}

function milestoneText(reachOut: ReachOut, milestone: Milestone): string {
  const { request, failure, contact } = reachOut;
  const { connectedAt, queuedAt, agentAt, endedAt } = summarize(contact);
  switch (milestone) {
    case 'failed':
      return `:x: ${failure ? failureText(failure, request.channel, reachOut.waiting) : 'Not sent.'}`;
    case 'unresolved': {
      const { icon, title, explanation } = statusOf(reachOut);
      return `${icon} ${title}. ${explanation}`;
    }
    case 'answered':
      return `:telephone_receiver: Answered (may be voicemail)${at(connectedAt)}`;
    case 'queued':
      return `:hourglass_flowing_sand: Waiting in queue${at(queuedAt)}`;
    case 'with_agent':
      return `:technologist: With an agent${at(agentAt)}`;
    case 'ended':
      return `:checkered_flag: ${endingText(endingOf(contact ?? { legs: {} }, request.channel), request.channel)}${at(endedAt)}`;
  }
}

function at(time: string | undefined): string {
  return time ? ` · ${slackDate(new Date(time), '{time_secs}')}` : '';
}

/** "SMS to +1 ••• ••• 0152". */
export function headline({ request: { channel, recipient } }: ReachOut): string {
  return `${CHANNEL_LABELS[channel]} to ${maskPhoneNumber(recipient)}`;
}
