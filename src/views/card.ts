import type { Button, KnownBlock } from '@slack/types';
import { maskPhoneNumber } from '../domain/mask-phone-number.ts';
import type { ReachOut } from '../domain/progress.ts';
import { mayBeTriedAgain } from '../domain/try-again.ts';
import { ACTION_CANCEL, ACTION_TRY_AGAIN } from './ids.ts';
import { CHANNEL_LABELS } from './labels.ts';
import { statusOf } from './status.ts';
import { escapeText, escapeWithin, slackDate } from './text.ts';

/** Leaves room in Slack's 3,000 characters of a section for the quote marks. */
const LONGEST_QUOTE = 2800;
const LONGEST_QUOTE_LINES = 100;

const MOVED = "Told here because Reach Out can't post in the conversation it was asked for in.";

/** The message at the head of a thread: who asked for what, to whom, and where it stands. */
export function buildCard(reachOut: ReachOut): { text: string; blocks: KnownBlock[] } {
  const { icon, title, explanation } = statusOf(reachOut);
  const { request } = reachOut;
  const recipient = maskPhoneNumber(request.recipient);
  const buttons = buttonsOf(reachOut);
  return {
    text: `${CHANNEL_LABELS[request.channel]} to ${recipient}: ${title}`,
    blocks: [
      section(`${icon} *${title}*${explanation ? `\n${explanation}` : ''}`),
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: `*To*\n${recipient}` },
          { type: 'mrkdwn', text: `*Channel*\n${CHANNEL_LABELS[request.channel]}` },
          { type: 'mrkdwn', text: `*Requested by*\n<@${reachOut.userId}>` },
          { type: 'mrkdwn', text: `*Requested*\n${slackDate(reachOut.requestedAt)}` },
        ],
      },
      section(contentText(request)),
      ...notesOf(reachOut),
      ...(buttons.length > 0
        ? [{ type: 'actions', block_id: 'card_actions', elements: buttons } as const]
        : []),
    ],
  };
}

function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

function contentText(request: ReachOut['request']): string {
  const content = request.channel === 'voice' ? request.message : request.initialMessage?.content;
  if (content !== undefined) return quote(content);
  const template = request.channel === 'voice' ? undefined : request.template;
  return template ? `Template \`${escapeText(template.messageTemplateId)}\`` : '_No message_';
}

/** Every line is marked as quoted, and no more lines are shown than fit. */
function quote(text: string): string {
  const lines = escapeWithin(text, LONGEST_QUOTE).split(/\r\n|\r|\n/);
  const shown = lines.length > LONGEST_QUOTE_LINES ? [...lines.slice(0, LONGEST_QUOTE_LINES), '…'] : lines;
  return shown.map((line) => `>${line}`).join('\n');
}

function notesOf(reachOut: ReachOut): KnownBlock[] {
  const { contactId, warnings } = reachOut;
  const notes = [
    ...warnings.map((warning) => `:warning: ${escapeText(warning)}`),
    ...(contactId ? [`ContactId \`…${contactId.slice(-12)}\``] : []),
    ...(reachOut.posts.card?.moved ? [MOVED] : []),
  ];
  return notes.length > 0
    ? [{ type: 'context', elements: notes.slice(0, 10).map((text) => ({ type: 'mrkdwn', text })) }]
    : [];
}

function buttonsOf(reachOut: ReachOut): Button[] {
  const { id, state } = reachOut;
  if (state === 'requested') {
    return [
      {
        type: 'button',
        action_id: ACTION_CANCEL,
        value: id,
        style: 'danger',
        text: { type: 'plain_text', text: 'Cancel' },
      },
    ];
  }
  if (mayBeTriedAgain(reachOut)) {
    return [
      {
        type: 'button',
        action_id: ACTION_TRY_AGAIN,
        value: id,
        text: { type: 'plain_text', text: 'Try again' },
      },
    ];
  }
  return [];
}
