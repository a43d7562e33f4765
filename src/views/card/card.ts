import type { Button, KnownBlock } from '@slack/types';
import { CHANNELS, isCall } from '../../domain/channels/registry.ts';
import { maskPhoneNumber } from '../../domain/phone/mask-phone-number.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { mayBeStopped } from '../../domain/reach-out/stop.ts';
import { mayBeTriedAgain } from '../../domain/reach-out/try-again.ts';
import { ACTION_CANCEL, ACTION_OPEN_IN_CONNECT, ACTION_STOP, ACTION_TRY_AGAIN } from '../ids.ts';
import { plain, section } from '../kit.ts';
import { LONGEST_SECTION, MOST_IN_CONTEXT } from '../limits.ts';
import type { Names } from '../names.ts';
import { statusOf } from '../sentences/status.ts';
import { escapeText, escapeWithin, slackDate } from '../text.ts';

const LONGEST_QUOTE_LINES = 100;
/** Leaves room for a quote mark and a line break each. */
const LONGEST_QUOTE = LONGEST_SECTION - 2 * LONGEST_QUOTE_LINES;

const MOVED = "Told here because Reach Out can't post in the conversation it was asked for in.";

/** The message at the head of a thread: who asked for what, to whom, and where it stands. */
export function buildCard(reachOut: ReachOut, names: Names): { text: string; blocks: KnownBlock[] } {
  const { icon, title, explanation } = statusOf(reachOut, names);
  const { request } = reachOut;
  const recipient = maskPhoneNumber(request.recipient);
  const buttons = buttonsOf(reachOut, names);
  return {
    text: `${CHANNELS[request.channel].label} to ${recipient}: ${title}`,
    blocks: [
      section(`${icon} *${title}*${explanation ? `\n${explanation}` : ''}`),
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: `*To*\n${recipient}` },
          { type: 'mrkdwn', text: `*Channel*\n${CHANNELS[request.channel].label}` },
          { type: 'mrkdwn', text: `*Requested by*\n<@${reachOut.userId}>` },
          { type: 'mrkdwn', text: `*Requested*\n${slackDate(reachOut.requestedAt)}` },
        ],
      },
      section(contentText(request)),
      ...notesOf(reachOut, names),
      ...(buttons.length > 0
        ? [{ type: 'actions', block_id: 'card_actions', elements: buttons } as const]
        : []),
    ],
  };
}

function contentText(request: ReachOut['request']): string {
  if (isCall(request)) return quote(request.message);
  const { initialMessage, template } = request;
  if (initialMessage) return quote(initialMessage.content);
  return template ? `Template \`${escapeText(template.messageTemplateId)}\`` : '_No message_';
}

/** Every line is marked as quoted, and no more lines are shown than fit. */
function quote(text: string): string {
  const lines = escapeWithin(text, LONGEST_QUOTE).split(/\r\n|\r|\n/);
  const shown = lines.length > LONGEST_QUOTE_LINES ? [...lines.slice(0, LONGEST_QUOTE_LINES), '…'] : lines;
  return shown.map((line) => `>${line}`).join('\n');
}

function notesOf(reachOut: ReachOut, names: Names): KnownBlock[] {
  const { contactId, warnings, request } = reachOut;
  const flow = names.flow(request.contactFlowId);
  const notes = [
    ...warnings.map((warning) => `:warning: ${escapeText(warning)}`),
    ...(flow ? [`Flow ${escapeText(flow)}`] : []),
    ...(contactId ? [`ContactId \`…${contactId.slice(-12)}\``] : []),
    ...(reachOut.isMoved ? [MOVED] : []),
  ];
  return notes.length > 0
    ? [
        {
          type: 'context',
          elements: notes.slice(0, MOST_IN_CONTEXT).map((text) => ({ type: 'mrkdwn', text })),
        },
      ]
    : [];
}

/** What the requester can do now; the same on the card and in the private list. */
export function buttonsOf(reachOut: ReachOut, names: Names): Button[] {
  const { id, state, contactId } = reachOut;
  const url = contactId && names.contactUrl(contactId);
  return [
    ...(state === 'requested' ? [button(ACTION_CANCEL, 'Cancel', id, { style: 'danger' })] : []),
    ...(mayBeTriedAgain(reachOut) ? [button(ACTION_TRY_AGAIN, 'Try again', id)] : []),
    ...(url ? [button(ACTION_OPEN_IN_CONNECT, 'Open in Connect', id, { url })] : []),
    ...(mayBeStopped(reachOut)
      ? [button(ACTION_STOP, 'Stop contact', id, { style: 'danger', confirm: STOP })]
      : []),
  ];
}

const STOP = {
  title: plain('Stop this contact?'),
  text: plain('The call or conversation ends for the person at once.'),
  confirm: plain('Stop contact'),
  deny: plain('Keep it'),
};

function button(action_id: string, text: string, value: string, rest: Partial<Button> = {}): Button {
  return { type: 'button', action_id, value, text: plain(text), ...rest };
}
