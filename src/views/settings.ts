import type { InputBlock, ModalView } from '@slack/types';
import * as z from 'zod';
import { type Channel, channelOf } from '../domain/channels/registry.ts';
import { REPLY_MODES, type ReplyMode } from '../domain/kernel/settings.ts';
import { DEFAULT_CHANNEL, defaultSender, REPLIES, SETTINGS_MODAL } from './ids.ts';
import { type Choice, choiceInput, plain, section } from './kit.ts';
import {
  DEFAULT_CHANNEL_LABEL,
  defaultSenderLabel,
  MODES,
  REPLIES_LABEL,
  SETTINGS_INTRO,
} from './sentences/settings.ts';

/** The place that a form is about. */
export const settingsMetadata = z.object({ place_id: z.string().min(1) });

/** What there is to choose for a place, and what holds there now. */
export interface Settings {
  /** Absent where conversations are not set up. */
  replies?: { mode: ReplyMode; undoSeconds: number };
  /** Absent where there is one alone. */
  channels?: { offered: Channel[]; chosen: Channel };
  /** Of each channel that has a choice. */
  senders: { channel: Channel; names: string[]; chosen: string }[];
}

export function buildSettings(placeId: string, { replies, channels, senders }: Settings): ModalView {
  return {
    type: 'modal',
    callback_id: SETTINGS_MODAL,
    private_metadata: JSON.stringify({ place_id: placeId }),
    title: plain('Settings'),
    submit: plain('Save'),
    close: plain('Close'),
    blocks: [
      section(SETTINGS_INTRO),
      ...(replies ? [repliesInput(replies)] : []),
      ...(channels ? [channelInput(channels)] : []),
      ...senders.map(senderInput),
    ],
  };
}

function channelInput({ offered, chosen }: NonNullable<Settings['channels']>): InputBlock {
  const choices = offered.map((value) => ({ value, label: channelOf(value).label }));
  return choice('radio_buttons', DEFAULT_CHANNEL, DEFAULT_CHANNEL_LABEL, choices, chosen);
}

function senderInput({ channel, names, chosen }: Settings['senders'][number]): InputBlock {
  const choices = names.map((name) => ({ value: name, label: name }));
  return choice('static_select', defaultSender(channel), defaultSenderLabel(channel), choices, chosen);
}

function repliesInput({ mode, undoSeconds }: NonNullable<Settings['replies']>): InputBlock {
  const choices = REPLY_MODES.map((value) => ({ value, label: MODES[value](undoSeconds) }));
  return choice('radio_buttons', REPLIES, REPLIES_LABEL, choices, mode);
}

function choice(
  type: 'radio_buttons' | 'static_select',
  id: string,
  label: string,
  choices: Choice[],
  chosen: string,
): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    element: choiceInput(type, id, choices, chosen),
  };
}
