import type { KnownBlock, ModalView, PlainTextElement } from '@slack/types';
import { CHANNELS, type Channel } from '../../domain/channels/registry.ts';
import type { Ask } from '../../domain/kernel/settings.ts';
import type { Refusal } from '../../domain/policy/decide.ts';
import { COMMAND, NOTICE } from '../ids.ts';
import { plain, section } from '../kit.ts';
import { refusalText } from './refusals.ts';

/** A modal that only tells something. */
export function buildNotice(title: string, text: string): ModalView {
  return { type: 'modal', title: plain(title), close: plain('Close'), blocks: [section(text)] };
}

/** A form as Slack hands it back. */
interface Form extends Pick<ModalView, 'title' | 'blocks'> {
  callback_id: string;
  private_metadata: string;
  submit: PlainTextElement | null;
  notify_on_close?: boolean;
  close: PlainTextElement | null;
}

/** The form as it is, with a sentence above, so that what was typed can be copied. */
export function withNotice(form: Form, text: string): ModalView {
  const { title, callback_id, private_metadata, submit, close, notify_on_close, blocks } = form;
  const others = blocks.filter(({ block_id }) => block_id !== NOTICE);
  return {
    ...{ type: 'modal', title, callback_id, private_metadata },
    ...(submit && { submit }),
    ...(close && { close }),
    ...(notify_on_close && { notify_on_close }),
    blocks: [{ ...section(text), block_id: NOTICE }, ...others],
  };
}

export function buildRefusal(refusal: Refusal, { markup }: Ask): ModalView {
  return buildNotice('Reach out', refusalText(refusal, markup));
}

export function buildHelp(
  channels: Channel[],
  { hasSettings, hasResponses, isAdmin }: { hasSettings: boolean; hasResponses: boolean; isAdmin: boolean },
): { text: string; blocks: KnownBlock[] } {
  const text = [
    '*Reach Out contacts a person from Slack and keeps a thread about it.*',
    `\`${COMMAND}\` opens the form. What you type after it is filled in for you:`,
    ...channels.map((channel) => `• \`${COMMAND} ${CHANNELS[channel].example}\``),
    ...(hasResponses ? ['With `#` and its shortcut for the message, a quick response is filled in.'] : []),
    `Nothing is sent until you press the button in the form. From a message, use its shortcut *Reach out from here* under _More actions_. \`${COMMAND} status\` lists your own, \`${COMMAND} scheduled\` what is to go later, \`${COMMAND} stop\` ends one. \`${COMMAND} many\` takes a list from a file.${hasSettings ? ` \`${COMMAND} settings\` says how the form begins in a conversation, and what becomes of answers typed in a thread.` : ''}`,
    ...(isAdmin
      ? [
          `As an admin: \`${COMMAND} block NUMBER\` keeps a number from being contacted, \`${COMMAND} unblock NUMBER\` takes that back; a reason may follow. \`${COMMAND} doctor\` looks whether all that Reach Out needs is there.`,
        ]
      : []),
  ].join('\n');
  return { text: 'How to use Reach Out', blocks: [section(text)] };
}
