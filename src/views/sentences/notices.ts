import type { KnownBlock, ModalView } from '@slack/types';
import type { Refusal } from '../../domain/policy/people.ts';
import type { Channel } from '../../domain/reach-out/reach-out.ts';
import { COMMAND } from '../ids.ts';
import { plain } from '../modal/inputs.ts';

const WHOM_TO_ASK = 'Ask whoever installed Reach Out, or an admin of this workspace.';

const REFUSALS: Record<Refusal, string> = {
  bot: 'Reach Out is for people, not for bots or workflows.',
  guest: `Guests can't use Reach Out. ${WHOM_TO_ASK}`,
  other_team: `Reach Out is for people of the workspace it is installed in. ${WHOM_TO_ASK}`,
  deactivated: "This account is deactivated, so it can't use Reach Out.",
  not_listed: `You're not on the list of people who may use Reach Out. ${WHOM_TO_ASK}`,
};

export function refusalText(refusal: Refusal): string {
  return REFUSALS[refusal];
}

/** A modal that only tells something. */
export function buildNotice(title: string, text: string): ModalView {
  return { type: 'modal', title: plain(title), close: plain('Close'), blocks: [section(text)] };
}

export function buildRefusal(refusal: Refusal): ModalView {
  return buildNotice('Reach out', refusalText(refusal));
}

const EXAMPLES: Record<Channel, string> = {
  sms: `\`${COMMAND} +1 206 555 0152 sms Your order is ready\``,
  whatsapp: `\`${COMMAND} +44 7700 900123 whatsapp Hello\``,
  voice: `\`${COMMAND} +1 206 555 0152 call The server room is too hot\``,
};

export function buildHelp(channels: Channel[]): { text: string; blocks: KnownBlock[] } {
  const text = [
    '*Reach Out contacts a person by SMS, WhatsApp or phone and keeps a thread about it.*',
    `\`${COMMAND}\` opens the form. What you type after it is filled in for you:`,
    ...channels.map((channel) => `• ${EXAMPLES[channel]}`),
    `Nothing is sent until you press the button in the form. From a message, use its shortcut *Reach out from here* under _More actions_. \`${COMMAND} status\` lists your own, \`${COMMAND} stop\` ends one.`,
  ].join('\n');
  return { text: 'How to use Reach Out', blocks: [section(text)] };
}

function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}
