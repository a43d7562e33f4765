import type { KnownBlock, ModalView } from '@slack/types';
import { CHANNELS, type Channel } from '../../domain/channels/registry.ts';
import type { Ask } from '../../domain/kernel/settings.ts';
import type { Refusal } from '../../domain/policy/decide.ts';
import { COMMAND } from '../ids.ts';
import { plain, section } from '../kit.ts';
import { refusalText } from './refusals.ts';

/** A modal that only tells something. */
export function buildNotice(title: string, text: string): ModalView {
  return { type: 'modal', title: plain(title), close: plain('Close'), blocks: [section(text)] };
}

export function buildRefusal(refusal: Refusal, { markup }: Ask): ModalView {
  return buildNotice('Reach out', refusalText(refusal, markup));
}

export function buildHelp(channels: Channel[], hasSettings: boolean): { text: string; blocks: KnownBlock[] } {
  const text = [
    '*Reach Out contacts a person from Slack and keeps a thread about it.*',
    `\`${COMMAND}\` opens the form. What you type after it is filled in for you:`,
    ...channels.map((channel) => `• \`${COMMAND} ${CHANNELS[channel].example}\``),
    `Nothing is sent until you press the button in the form. From a message, use its shortcut *Reach out from here* under _More actions_. \`${COMMAND} status\` lists your own, \`${COMMAND} stop\` ends one.${hasSettings ? ` \`${COMMAND} settings\` says what becomes of answers that are typed in a thread.` : ''}`,
  ].join('\n');
  return { text: 'How to use Reach Out', blocks: [section(text)] };
}
